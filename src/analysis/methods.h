#pragma once

#include <vector>

#include "program/module.h"

namespace doppelint::analysis {

/// Which functions of a file are methods that get an instance of their class first. Made once per file.
///
/// Class methods and static methods are none, whatever else decorates them; neither are the functions that
/// Python makes class or static methods by their names, nor methods of a class of classes.
class Methods {
  public:
    explicit Methods(const program::Module& module);

    [[nodiscard]] bool gets_instance(program::FunctionId function) const {
        return gets_instance_[function.index()];
    }

  private:
    void look_at_decorators(const program::Module& module, const program::Function& body);
    void look_for_metaclasses(const program::Module& module, const program::Function& function);

    std::vector<bool> gets_instance_;
};

}  // namespace doppelint::analysis
