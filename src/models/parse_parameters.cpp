#include "models/parse_parameters.h"

#include <algorithm>
#include <string>

#include "models/scanner.h"

namespace doppelint::models {
namespace {

using program::ParameterKind;

class ParameterParser {
  public:
    explicit ParameterParser(std::string_view text) : scanner_(text) {}

    Result<std::vector<ModelParameter>> parse() {
        while (!scanner_.at_end()) {
            if (!one()) return tl::unexpected(error_);
            if (scanner_.at_end()) break;
            if (!scanner_.skip(",")) return failure("a comma is missing between parameters");
        }
        if (bare_star_last_) return failure("no parameter follows `*`");
        return std::move(parameters_);
    }

  private:
    bool one() {
        if (scanner_.skip("/")) return slash();
        if (scanner_.skip("**")) return named(ParameterKind::double_star);
        if (scanner_.skip("*")) return star();
        return named(keywords_only_ ? ParameterKind::keyword_only : ParameterKind::ordinary);
    }

    bool slash() {
        if (parameters_.empty() || keywords_only_ ||
            parameters_.front().kind == ParameterKind::positional_only) {
            return fail("`/` stands once, after a parameter and before `*`");
        }
        for (ModelParameter& it : parameters_) it.kind = ParameterKind::positional_only;
        return true;
    }

    bool star() {
        if (keywords_only_) return fail("`*` stands twice");
        keywords_only_ = true;
        bare_star_last_ = scanner_.peek() == ',' || scanner_.at_end();
        return bare_star_last_ || named(ParameterKind::star);
    }

    bool named(ParameterKind kind) {
        const std::string_view name = scanner_.identifier();
        if (name.empty()) return fail("a parameter's name is missing");
        if (!parameters_.empty() && parameters_.back().kind == ParameterKind::double_star) {
            return fail("`" + std::string(name) + "` follows `**" + std::string(parameters_.back().name) +
                        "`");
        }
        if (std::ranges::find(parameters_, name, &ModelParameter::name) != parameters_.end()) {
            return fail("two parameters are called `" + std::string(name) + "`");
        }
        const bool has_default = scanner_.skip("=");
        if (has_default && !plain(kind)) return fail("`" + std::string(name) + "` cannot have a default");
        if (has_default && scanner_.expression().empty()) {
            return fail("the default of `" + std::string(name) + "` is missing");
        }
        if (!has_default && kind == ParameterKind::ordinary && !parameters_.empty() &&
            parameters_.back().has_default) {
            return fail("`" + std::string(name) + "` has no default and follows one that has");
        }
        bare_star_last_ = false;
        parameters_.push_back({name, kind, has_default});
        return true;
    }

    static bool plain(ParameterKind kind) {
        return kind == ParameterKind::ordinary || kind == ParameterKind::keyword_only;
    }

    bool fail(std::string sentence) {
        error_.message = std::move(sentence);
        return false;
    }

    Scanner scanner_;
    std::vector<ModelParameter> parameters_;
    Error error_;
    bool keywords_only_ = false;
    bool bare_star_last_ = false;
};

}  // namespace

Result<std::vector<ModelParameter>> parse_parameters(std::string_view text) {
    return ParameterParser(text).parse();
}

}  // namespace doppelint::models
