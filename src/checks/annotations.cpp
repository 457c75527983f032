#include "checks/annotations.h"

#include "analysis/annotations.h"

namespace doppelint::checks {

std::string annotated_class(const FileSubject& file, NodeId annotation) {
    return analysis::annotated(file.globals, file.tree.text(annotation)).name;
}

}  // namespace doppelint::checks
