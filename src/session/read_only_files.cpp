#include "session/read_only_files.h"

namespace doppelint::session {
namespace {

tl::unexpected<Error> only_looks() {
    return failure("these files are looked at and not written");
}

}  // namespace

Result<void> ReadOnlyFiles::write(const std::string& /*path*/, std::string_view /*bytes*/) {
    return only_looks();
}

Result<void> ReadOnlyFiles::make_folder(const std::string& /*path*/) {
    return only_looks();
}

Result<void> ReadOnlyFiles::remove(const std::string& /*path*/) {
    return only_looks();
}

Result<void> ReadOnlyFiles::replace(const std::string& /*path*/, std::string_view /*expected*/,
                                    std::string_view /*bytes*/) {
    return only_looks();
}

}  // namespace doppelint::session
