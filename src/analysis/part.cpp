#include "analysis/part.h"

#include "analysis/parts.h"

namespace doppelint::analysis {

Part::Part(Parts& parts)
    : parts_(parts),
      activation_(parts.activation),
      context_(activation_.context),
      module_(activation_.module),
      function_(activation_.function),
      plan_(activation_.plan),
      heap_(activation_.heap) {}

heap::ObjectList Part::objects_of(const Value& value) const {
    return heap_.objects_of(value);
}

}  // namespace doppelint::analysis
