#pragma once

#include <optional>
#include <string_view>

#include "project/project.h"

namespace doppelint::project {

/// A container that is made once and handed out again and again, and the register that makes it.
struct HeldDefault {
    CodeId code;
    ValueId value;
    bool operator==(const HeldDefault&) const = default;
};

/// The default of the context variable that the module binds to a global name.
[[nodiscard]] std::optional<HeldDefault> context_default(const Project& project, ModuleId module,
                                                         std::string_view name);

/// The default of a command line's option, by the attribute that parsed arguments have for it. Options that
/// are added up are left out: each parse begins with a copy. So are those of a module that makes a new parser
/// for each parse.
[[nodiscard]] std::optional<HeldDefault> option_default(const Project& project, ModuleId module,
                                                        std::string_view attribute);

/// What the attribute of instances of the class, a `defaultdict`, gives for each key that it lacks, if that
/// is one object for all of them.
[[nodiscard]] std::optional<HeldDefault> factory_default(const Project& project, const ClassInfo& info,
                                                         std::string_view attribute);

}  // namespace doppelint::project
