#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/recall.h"
#include "checks/keep.h"
#include "session/loaded_project.h"

namespace doppelint::session {

/// What each function of the files named has to say. Each slot is written by one thread at a time.
class FoundByFunction final : public analysis::ProductKeeper, private checks::NodePlaces {
  public:
    explicit FoundByFunction(const LoadedProject& loaded);

    [[nodiscard]] bool is_named(program::CodeId code) const { return code.module.index() < all_.size(); }
    [[nodiscard]] checks::Found& of(program::CodeId code) {
        return all_[code.module.index()][code.function.index()];
    }
    [[nodiscard]] std::vector<checks::Found>& of(program::ModuleId module) { return all_[module.index()]; }

    [[nodiscard]] std::vector<std::byte> kept(program::CodeId code, const project::StableNames& names,
                                              std::vector<program::CodeId>& places) const override;
    [[nodiscard]] std::uint64_t text_of(program::CodeId code) const override;
    [[nodiscard]] bool restore(program::CodeId code, const project::StableNames& names,
                               std::span<const std::byte> product) override;

  private:
    [[nodiscard]] Place place_of(program::ModuleId module, syntax::NodeId node) const override;
    [[nodiscard]] syntax::NodeId node_at(const Place& place) const override;
    [[nodiscard]] syntax::NodeId node_of(program::CodeId code) const;

    const LoadedProject& loaded_;
    std::vector<std::vector<checks::Found>> all_;
};

}  // namespace doppelint::session
