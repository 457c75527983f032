#include "checks/test_modules.h"

#include <algorithm>

#include "checks/own_attributes.h"

namespace doppelint::checks {

// Benchmarks, too, call what they measure and want no answer.
bool is_test(std::string_view module) {
    for (std::size_t begin = 0; begin <= module.size();) {
        const std::size_t end = std::min(module.find('.', begin), module.size());
        const std::string_view word = module.substr(begin, end - begin);
        if (word == "test" || word == "tests" || word == "conftest" || word.starts_with("test_") ||
            word.ends_with("_test") || word == "benchmarks" || word.starts_with("bench_")) {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

bool is_in_test(const Subject& subject) {
    return subject.file.project != nullptr && is_test(subject.file.project->name(subject.file.module_id));
}

namespace {

bool was_made_for_test(const Subject& subject, ObjectId id) {
    const analysis::ProjectReader& project = *subject.file.project;
    for (; subject.object(id).origin == heap::Origin::child; id = subject.object(id).parent) {
        const auto attribute = own_attribute(subject, id);
        if (!attribute) continue;
        const project::ClassInfo* const info = project.classes().find(own_class(subject));
        return info != nullptr && project.classes().is_made_for_each_test(*info, *attribute);
    }
    const auto parameters = subject.file.module.parameters_of(subject.function());
    const heap::Object& root = subject.object(id);
    if (root.origin != heap::Origin::parameter || root.site >= parameters.size()) return false;
    const std::string_view name = subject.file.module.text(parameters[root.site].name);
    return project.is_filled_for_each_test({subject.file.module_id, subject.id}, name);
}

}  // namespace

bool dies_with_test(const Subject& subject, std::span<const ObjectId> objects) {
    const bool is_test = subject.file.module.text(subject.function().name).starts_with("test");
    return is_test && subject.file.project != nullptr && !objects.empty() &&
           std::ranges::all_of(objects, [&](ObjectId it) { return was_made_for_test(subject, it); });
}

}  // namespace doppelint::checks
