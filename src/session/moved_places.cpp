#include "session/moved_places.h"

#include <utility>

namespace doppelint::session {
namespace {

using findings::Finding;
using source::Replacement;

FindingKey unmoved(const Finding& finding) {
    const source::Position start = finding.place.start;
    return {finding.place.path, finding.code, finding.place.cell,
            (std::uint64_t{start.line} << 32U) | start.column};
}

FindingKey at(const Finding& finding, std::uint32_t offset) {
    return {finding.place.path, finding.code, 0, offset};
}

}  // namespace

void MovedPlaces::add(const std::string& path, const source::SourceFile& before,
                      const source::SourceFile& after, std::vector<Replacement> changes) {
    files_[path] = {&before, &after, std::move(changes)};
}

FindingKey MovedPlaces::key_before(const Finding& finding) const {
    const auto found = files_.find(finding.place.path);
    if (found == files_.end()) return unmoved(finding);
    const File& file = found->second;
    const std::uint32_t offset = file.before->lines.offset(file.before->text, finding.place.start);
    for (const Replacement& it : file.changes) {
        if (offset < it.begin) break;
        if (offset <= it.end) return at(finding, it.begin);
    }
    return at(finding, offset);
}

FindingKey MovedPlaces::key_after(const Finding& finding) const {
    const auto found = files_.find(finding.place.path);
    if (found == files_.end()) return unmoved(finding);
    const File& file = found->second;
    const std::uint32_t offset = file.after->lines.offset(file.after->text, finding.place.start);
    std::int64_t grown = 0;
    for (const Replacement& it : file.changes) {
        const std::int64_t begin = it.begin + grown;
        if (offset < begin) break;
        if (offset <= begin + static_cast<std::int64_t>(it.text.size())) return at(finding, it.begin);
        grown += static_cast<std::int64_t>(it.text.size()) - (it.end - it.begin);
    }
    return at(finding, static_cast<std::uint32_t>(offset - grown));
}

}  // namespace doppelint::session
