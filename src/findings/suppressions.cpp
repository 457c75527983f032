#include "findings/suppressions.h"

#include <algorithm>
#include <utility>

namespace doppelint::findings {
namespace {

bool names(const std::string& written, const Rule& rule) {
    return written == rule.code || written == rule.name;
}

bool covers(const source::Suppression& comment, std::uint32_t line) {
    return comment.scope == source::Suppression::Scope::file || comment.line == line;
}

}  // namespace

Suppressions::Suppressions(std::vector<source::Suppression> comments) {
    for (source::Suppression& comment : comments) {
        std::vector<bool> used(comment.rules.size());
        comments_.push_back({std::move(comment), std::move(used)});
    }
}

bool Suppressions::silences(const Rule& rule, std::uint32_t line) {
    bool silenced = false;
    for (Comment& comment : comments_) {
        if (!covers(comment.written, line)) continue;
        silenced |= comment.written.rules.empty();
        for (std::size_t i = 0; i < comment.used.size(); ++i) {
            if (!names(comment.written.rules[i], rule)) continue;
            comment.used[i] = true;
            silenced = true;
        }
    }
    return silenced;
}

std::vector<UnusedSuppression> Suppressions::unused(std::span<const Rule> ran) const {
    std::vector<UnusedSuppression> result;
    for (const Comment& comment : comments_) {
        for (std::size_t i = 0; i < comment.used.size(); ++i) {
            const std::string& rule = comment.written.rules[i];
            const bool did_run = std::ranges::any_of(ran, [&](const Rule& it) { return names(rule, it); });
            if (did_run && !comment.used[i]) result.push_back({&comment.written, rule});
        }
    }
    return result;
}

}  // namespace doppelint::findings
