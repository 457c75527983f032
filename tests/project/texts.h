#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lowering/lower.h"
#include "models/model.h"
#include "project/project.h"
#include "syntax/parser.h"

namespace doppelint::project {

using Texts = std::map<std::string, std::string>;

/// A project of modules by their dotted names, under one root `r`.
class ProjectOfTexts {
  public:
    explicit ProjectOfTexts(const Texts& texts) {
        std::vector<ModuleInput> inputs;
        for (const auto& [name, text] : texts) {
            syntax::Parser parser;
            trees_.push_back(std::make_unique<syntax::Tree>(parser.parse(text)));
            programs_.push_back(std::make_unique<Module>(lowering::lower(*trees_.back(), {})));
            inputs.push_back({programs_.back().get(), "r", name, false, false});
        }
        project_ = std::make_unique<Project>(std::move(inputs), models::Library::standard());
    }

    [[nodiscard]] const Project& operator*() const { return *project_; }
    [[nodiscard]] const Project* operator->() const { return project_.get(); }

  private:
    std::vector<std::unique_ptr<syntax::Tree>> trees_;
    std::vector<std::unique_ptr<Module>> programs_;
    std::unique_ptr<Project> project_;
};

}  // namespace doppelint::project
