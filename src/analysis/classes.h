#pragma once

#include <string_view>

#include "analysis/part.h"

namespace doppelint::analysis {

/// Which class an object is of, as far as models know it.
class Classes : public Part {
  public:
    explicit Classes(Parts& parts) : Part(parts) {}

    /// The library class whose methods the object has; empty if it is none that models know.
    [[nodiscard]] std::string_view method_class(ObjectId id) const;
    [[nodiscard]] static std::string_view method_class(Kind kind) { return models::name_of(kind); }
    [[nodiscard]] bool is_mapping(ObjectId id) const;
    /// Whether a walk over it fails once something was added or taken out.
    [[nodiscard]] bool is_rigid(ObjectId id) const;
    /// Whether a walk over it goes over a copy.
    [[nodiscard]] bool walks_copy(ObjectId id) const;
    /// Whether it is of a class of a library's own, like defaultdict, whose methods a model tells.
    [[nodiscard]] bool has_library_class(ObjectId object) const;
    /// Whether what hangs on the object may have a name of the library; names of models are short.
    [[nodiscard]] bool has_library_name(ObjectId object) const;

  private:
    [[nodiscard]] std::string_view class_of_constant(ObjectId external) const;
};

}  // namespace doppelint::analysis
