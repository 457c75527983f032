#include "analysis/constant_index.h"

namespace doppelint::analysis {
namespace {

std::string_view text_of(const program::Module& module, const program::Constant& constant) {
    return constant.text.valid() ? module.text(constant.text) : std::string_view();
}

}  // namespace

ConstantIndex::ConstantIndex(const program::Module& module) : module_(module) {
    for (std::uint32_t index = 0; index < module.constants.size(); ++index) {
        const program::Constant& it = module.constants[index];
        const auto kind = static_cast<std::size_t>(it.kind);
        if (kind < singletons_.size()) singletons_[kind] = program::ConstantId{index};
        const bool is_key =
            it.kind == program::ConstantKind::string || it.kind == program::ConstantKind::integer;
        if (is_key) by_text_.emplace(text_of(module, it), program::ConstantId{index});
    }
}

program::ConstantId ConstantIndex::find(program::ConstantKind kind, bool exact, std::string_view text,
                                        std::int64_t integer) const {
    const auto [begin, end] = by_text_.equal_range(text);
    for (auto it = begin; it != end; ++it) {
        const program::Constant& known = module_.constants[it->second.index()];
        if (known.kind == kind && known.exact == exact && known.integer == integer) return it->second;
    }
    return {};
}

}  // namespace doppelint::analysis
