#pragma once

#include <string>
#include <string_view>

#include "session/file_system.h"

namespace doppelint::session {

/// A way to look at files that changes nothing: whoever tries fails.
class ReadOnlyFiles : public FileSystem {
  public:
    [[nodiscard]] Result<void> write(const std::string& path, std::string_view bytes) final;
    [[nodiscard]] Result<void> make_folder(const std::string& path) final;
    [[nodiscard]] Result<void> remove(const std::string& path) final;
    [[nodiscard]] Result<void> replace(const std::string& path, std::string_view expected,
                                       std::string_view bytes) final;
};

}  // namespace doppelint::session
