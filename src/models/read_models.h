#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "models/model.h"
#include "models/pools.h"

namespace doppelint::models {

/// A file of models, as text.
struct ModelFile {
    std::string_view path;
    std::string_view text;
};

/// What is wrong with a file of models, and where.
struct ModelError {
    std::string path;
    std::uint32_t line = 0;
    std::string message;

    /// "path:line: message"
    [[nodiscard]] std::string text() const;
};

/// Whether each row must say how we know that it is true.
enum class EvidenceNeed : std::uint8_t { optional, required };

/// A library that owns what was read. What it was based on must live as long.
class OwnedLibrary {
  public:
    explicit OwnedLibrary(std::unique_ptr<const Pools> pools)
        : pools_(std::move(pools)), view_(pools_->tables()) {}

    [[nodiscard]] const Library& operator*() const { return view_; }
    [[nodiscard]] const Library* operator->() const { return &view_; }

  private:
    std::unique_ptr<const Pools> pools_;
    Library view_;
};

/// `base` with what `files` say. A function, class or constant that they describe replaces all rows that
/// `base` has of it. Either
/// everything is right, or what is wrong is listed.
[[nodiscard]] tl::expected<OwnedLibrary, std::vector<ModelError>> read_models(
    std::span<const ModelFile> files, const Library& base, EvidenceNeed need = EvidenceNeed::optional);

}  // namespace doppelint::models
