#include "lsp/framing.h"

#include <gtest/gtest.h>

namespace doppelint::lsp {
namespace {

using What = Framing::Next::What;

TEST(Framing, puts_messages_together_from_whatever_pieces) {
    const std::string bytes = framed("{\"a\": 1}") + framed("") + framed("second");
    for (std::size_t size = 1; size <= bytes.size(); ++size) {
        Framing framing;
        std::vector<std::string> found;
        for (std::size_t at = 0; at < bytes.size(); at += size) {
            framing.add(std::string_view(bytes).substr(at, size));
            for (auto it = framing.next(); it.what != What::nothing; it = framing.next()) {
                EXPECT_EQ(it.what, What::message);
                found.push_back(it.text);
            }
        }
        EXPECT_EQ(found, (std::vector<std::string>{"{\"a\": 1}", "", "second"})) << size;
    }
}

TEST(Framing, takes_other_headers_and_any_case) {
    Framing framing;
    framing.add("content-type: x\r\nCONTENT-LENGTH:   3  \r\n\r\nabc");
    const auto it = framing.next();
    EXPECT_EQ(it.what, What::message);
    EXPECT_EQ(it.text, "abc");
}

TEST(Framing, goes_on_behind_a_header_without_length) {
    Framing framing;
    framing.add("Content-Type: x\r\n\r\n" + framed("next"));
    EXPECT_EQ(framing.next().what, What::broken);
    EXPECT_EQ(framing.next().text, "next");
    framing.add("Content-Length: -3\r\n\r\nContent-Length: 99999999999999999999999\r\n\r\n" + framed("more"));
    EXPECT_EQ(framing.next().what, What::broken);
    EXPECT_EQ(framing.next().what, What::broken);
    EXPECT_EQ(framing.next().text, "more");
}

TEST(Framing, gives_up_on_what_is_no_stream_of_messages) {
    Framing endless;
    endless.add(std::string(100'000, 'x'));
    EXPECT_EQ(endless.next().what, What::lost);
    Framing huge;
    huge.add("Content-Length: 999999999999\r\n\r\n");
    EXPECT_EQ(huge.next().what, What::lost);
}

}  // namespace
}  // namespace doppelint::lsp
