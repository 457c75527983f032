#include "project/promises.h"

#include <algorithm>
#include <string>

namespace doppelint::project {

Promise promise_of(const Project& project, ModuleId module, std::string_view written) {
    const std::size_t dot = std::min(written.find('.'), written.size());
    const std::string dotted =
        project.member(module, written.substr(0, dot)).only_library() + std::string(written.substr(dot));
    const std::string_view last = std::string_view(dotted).substr(dotted.rfind('.') + 1);
    if (!dotted.starts_with("typing.") && !dotted.starts_with("typing_extensions.")) return Promise::none;
    if (last == "ClassVar") return Promise::class_variable;
    return last == "Final" ? Promise::final_ : Promise::none;
}

}  // namespace doppelint::project
