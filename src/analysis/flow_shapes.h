#pragma once

#include "analysis/context.h"
#include "analysis/entry.h"
#include "heap/object.h"
#include "heap/words.h"
#include "program/code.h"

namespace doppelint::analysis {

/// What slots of symbolic objects held, as far as the flow of things through the project tells.
class FlowShapes final : public heap::Shapes {
  public:
    FlowShapes(const Context& context, const heap::Words& words, program::CodeId code, const Entry& entry)
        : context_(context), words_(words), code_(code), entry_(entry) {}

    [[nodiscard]] heap::Shape of_child(const heap::Objects& objects, heap::ObjectId parent,
                                       heap::Slot slot) const override;

  private:
    [[nodiscard]] heap::Shape of_instance(program::CodeId class_body, std::string_view name) const;
    [[nodiscard]] heap::Shape of_captured(std::uint32_t index) const;
    [[nodiscard]] bool holds_items(const heap::Object& parameter) const;
    [[nodiscard]] heap::Shape of_library(std::string_view class_name, std::string_view attribute) const;
    [[nodiscard]] heap::Shape of_default(program::CodeId function, std::uint32_t place) const;

    const Context& context_;
    const heap::Words& words_;
    program::CodeId code_;  ///< whose parameters objects may be
    const Entry& entry_;
};

}  // namespace doppelint::analysis
