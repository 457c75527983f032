#include "session/narrowing.h"

#include "session/known_findings.h"

namespace doppelint::session {

std::size_t Narrowing::apply(std::vector<findings::Finding>& found, const FileSystem& files,
                             const std::string& working_folder) const {
    if (changed) leave_changed(found, *changed, files, working_folder);
    return baseline ? leave_out_known(found, *baseline) : 0;
}

}  // namespace doppelint::session
