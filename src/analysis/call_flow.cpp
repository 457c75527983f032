#include "analysis/call_flow.h"

#include <algorithm>

#include "analysis/flow_solver.h"

namespace doppelint::analysis {
namespace {

heap::Shape or_nothing(const heap::Shape* shape) {
    return shape != nullptr ? *shape : heap::Shape{};
}

}  // namespace

CallFlow::CallFlow(const project::Project& project) {
    for (std::uint32_t module = 0; module < project.module_count(); ++module) {
        const std::size_t count = project.program(program::ModuleId{module}).functions.size();
        by_call_.emplace_back(count);
        by_function_.emplace_back(count);
        library_by_call_.emplace_back(count);
    }
    FlowSolver(project, *this).run();
    for (std::size_t module = 0; module < by_call_.size(); ++module) {
        for (std::size_t index = 0; index < by_call_[module].size(); ++index) {
            auto& calls = by_call_[module][index];
            std::ranges::sort(calls);
            const auto repeated = std::ranges::unique(calls);
            calls.erase(repeated.begin(), repeated.end());
            auto& library = library_by_call_[module][index];
            std::ranges::sort(library);
            const auto more = std::ranges::unique(library);
            library.erase(more.begin(), more.end());
            auto& codes = by_function_[module][index];
            std::ranges::sort(codes);
            const auto again = std::ranges::unique(codes);
            codes.erase(again.begin(), again.end());
        }
    }
}

std::span<const FlowCallee> CallFlow::callees(CodeId caller, ValueId call) const {
    const auto& calls = by_call_[caller.module.index()][caller.function.index()];
    const auto [first, end] = std::ranges::equal_range(calls, call, {}, &FlowCallee::at);
    return {first, end};
}

std::span<const std::pair<ValueId, std::string_view>> CallFlow::library_callees(CodeId caller,
                                                                                ValueId call) const {
    const auto& calls = library_by_call_[caller.module.index()][caller.function.index()];
    const auto [first, end] =
        std::ranges::equal_range(calls, call, {}, &std::pair<ValueId, std::string_view>::first);
    return {first, end};
}

bool CallFlow::stores(CodeId class_body, std::string_view name) const {
    return is_incomplete_ || stored_.find(class_body, name) != nullptr;
}

bool CallFlow::is_patched(CodeId class_body, std::string_view name) const {
    return is_incomplete_ || patched_.find(class_body, name) != nullptr;
}

heap::Shape CallFlow::field(CodeId class_body, std::string_view name) const {
    return or_nothing(fields_.find(class_body, name));
}

heap::Shape CallFlow::field_items(CodeId class_body, std::string_view name) const {
    return or_nothing(field_items_.find(class_body, name));
}

heap::Shape CallFlow::class_attribute(CodeId class_body, std::string_view name) const {
    return or_nothing(class_attributes_.find(class_body, name));
}

heap::Shape CallFlow::global(program::ModuleId module, std::string_view name) const {
    return or_nothing(globals_.find({module, program::FunctionId{0}}, name));
}

const FlowDefault* CallFlow::default_in(CodeId class_body, std::string_view name) const {
    return defaults_.find(class_body, name);
}

const FlowTable* CallFlow::table_in(CodeId class_body, std::string_view name) const {
    return tables_.find(class_body, name);
}

const FlowRepeated* CallFlow::repeated_in(CodeId class_body, std::string_view name) const {
    return repeated_.find(class_body, name);
}

const FlowLibrary* CallFlow::library_in(CodeId class_body, std::string_view name) const {
    return libraries_.find(class_body, name);
}

std::span<const FlowPart> CallFlow::held_parts(CodeId class_body, std::string_view name) const {
    const std::vector<FlowPart>* const found = held_parts_.find(class_body, name);
    return found != nullptr ? std::span(*found) : std::span<const FlowPart>();
}

std::span<const FlowComparison> CallFlow::comparisons(CodeId code) const {
    const auto found = comparisons_.find(code);
    return found != comparisons_.end() ? std::span(found->second) : std::span<const FlowComparison>();
}

bool CallFlow::leads_back(CodeId class_body, std::string_view field, std::string_view attribute) const {
    const auto found = ways_back_.find(class_body);
    return found != ways_back_.end() && std::ranges::any_of(found->second, [&](const auto& it) {
               return it.first == field && it.second == attribute;
           });
}

const CallFlow::OwnCallback* CallFlow::own_callback(CodeId code) const {
    const auto found = own_callbacks_.find(code);
    return found != own_callbacks_.end() ? &found->second : nullptr;
}

heap::Shape CallFlow::parameter(CodeId code, std::uint32_t index) const {
    const std::uint32_t first = parameter_places_[code.module.index()][code.function.index()];
    return first != kNoShapes ? parameters_[first + index] : heap::Shape{};
}

heap::Shape CallFlow::parameter_items(CodeId code, std::uint32_t index) const {
    const std::uint32_t first = parameter_places_[code.module.index()][code.function.index()];
    return first != kNoShapes ? parameter_items_[first + index] : heap::Shape{};
}

std::span<const CodeId> CallFlow::callees(CodeId caller) const {
    return by_function_[caller.module.index()][caller.function.index()];
}

}  // namespace doppelint::analysis
