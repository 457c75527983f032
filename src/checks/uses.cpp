#include "checks/uses.h"

namespace doppelint::checks {

using program::ValueId;

std::span<const ValueId> Uses::of(ValueId value) const {
    if (first_.empty()) work_out();
    const std::uint32_t first = first_[value.index()];
    return std::span(users_).subspan(first, first_[value.index() + 1] - first);
}

void Uses::work_out() const {
    const auto instructions = module_.instructions_of(function_);
    first_.assign(instructions.size() + 1, 0);
    const auto each = [&](const auto& visit) {
        for (std::uint32_t user = 0; user < instructions.size(); ++user) {
            for (const ValueId it : module_.operands_of(instructions[user])) {
                if (it.valid()) visit(it, ValueId{user});
            }
        }
    };
    each([&](ValueId used, ValueId) { ++first_[used.index() + 1]; });
    for (std::size_t index = 1; index < first_.size(); ++index) first_[index] += first_[index - 1];
    users_.resize(first_.back());
    std::vector<std::uint32_t> next = first_;
    each([&](ValueId used, ValueId user) { users_[next[used.index()]++] = user; });
}

}  // namespace doppelint::checks
