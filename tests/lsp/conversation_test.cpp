#include <gtest/gtest.h>

#include "test_client.h"

namespace doppelint::lsp {
namespace {

const std::string kShared =
    "def add(item, items=[]):\n"
    "    items.append(item)\n"
    "    return items\n";
const std::string kClean =
    "def add(item, items=None):\n"
    "    return [*(items or []), item]\n";

Json pulling() {
    return {{"textDocument", {{"diagnostic", Json::object()}}},
            {"workspace", {{"diagnostics", {{"refreshSupport", true}}}}}};
}

Json document(const std::string& path) {
    return {{"uri", "file://" + path}};
}

std::vector<std::string> codes_of(const Json& diagnostics) {
    std::vector<std::string> result;
    for (const Json& it : diagnostics) result.push_back(it["code"]);
    return result;
}

Json whole(const std::string& text) {
    return Json::array({{{"text", text}}});
}

TEST(Life, ends_as_the_protocol_says) {
    TestClient client;
    const Json result = client.begin();
    EXPECT_EQ(result["serverInfo"]["version"], "1.2.3");
    EXPECT_EQ(result["capabilities"]["positionEncoding"], "utf-16");
    EXPECT_EQ(client.leave(), Ending::orderly);
}

TEST(Life, is_broken_off_without_a_shutdown_or_without_a_word) {
    TestClient rude;
    rude.begin();
    rude.notify("exit", nullptr);
    EXPECT_EQ(rude.end(), Ending::broken_off);
    TestClient gone;
    gone.begin();
    gone.hang_up();
    EXPECT_EQ(gone.end(), Ending::broken_off);
}

TEST(Life, has_an_order) {
    TestClient client;
    client.start();
    EXPECT_EQ(client.response_to(client.request("textDocument/hover", Json::object()))["error"]["code"],
              -32002);
    client.notify("textDocument/didOpen", Json::object());
    client.ask("initialize", {{"capabilities", Json::object()}});
    EXPECT_EQ(client.response_to(client.request("initialize", Json::object()))["error"]["code"], -32600);
    EXPECT_EQ(client.response_to(client.request("no/such", Json::object()))["error"]["code"], -32601);
    client.ask("shutdown", nullptr);
    EXPECT_EQ(client.response_to(client.request("textDocument/hover", Json::object()))["error"]["code"],
              -32600);
    client.notify("exit", nullptr);
    EXPECT_EQ(client.end(), Ending::orderly);
}

TEST(Life, answers_what_is_no_message) {
    TestClient client;
    client.begin();
    const auto code_of_next_error = [&] {
        return client.wait_for(
            [](const Json& it) { return it.contains("error") && it["id"].is_null(); })["error"]["code"];
    };
    client.send_bytes(framed("{no json"));
    EXPECT_EQ(code_of_next_error(), -32700);
    client.send_bytes(framed("[1, 2]"));
    EXPECT_EQ(code_of_next_error(), -32600);
    client.send_bytes("Content-Type: x\r\n\r\n");
    EXPECT_EQ(code_of_next_error(), -32700);
    client.send_bytes(framed(R"({"jsonrpc": "2.0", "id": {}, "method": "shutdown"})"));
    EXPECT_EQ(code_of_next_error(), -32600);
    EXPECT_EQ(client.response_to(client.request("textDocument/hover", 7))["error"]["code"], -32602);
    EXPECT_EQ(client.leave(), Ending::orderly);
}

TEST(Push, leads_to_the_steps_and_to_the_page_of_the_rule) {
    TestClient client;
    client.begin(
        {{"textDocument",
          {{"publishDiagnostics", {{"relatedInformation", true}, {"codeDescriptionSupport", true}}}}}});
    client.open("/p/app.py", kShared);
    const Json found = client.diagnostics_of("/p/app.py");
    ASSERT_EQ(found.size(), 1);
    ASSERT_FALSE(found[0]["relatedInformation"].empty());
    EXPECT_EQ(found[0]["relatedInformation"][0]["location"]["uri"], "file:///p/app.py");
    const std::string page = found[0]["codeDescription"]["href"];
    ASSERT_TRUE(page.starts_with("file:///cache/doppelint/rules-")) << page;
    const auto text = client.files.read(page.substr(7), 100'000);
    ASSERT_TRUE(text.has_value());
    EXPECT_NE(text->find("DPL101"), std::string::npos);
}

TEST(Push, follows_edits_of_open_files) {
    TestClient client;
    client.files.add_file("/p/app.py", kClean);
    client.begin();
    client.open("/p/app.py", kShared);
    EXPECT_EQ(codes_of(client.diagnostics_of("/p/app.py", 1)), std::vector<std::string>{"DPL101"});
    client.change("/p/app.py", 2, whole(kClean));
    EXPECT_TRUE(client.diagnostics_of("/p/app.py", 2).empty());
    client.change("/p/app.py", 3, whole(kShared));
    EXPECT_EQ(client.diagnostics_of("/p/app.py", 3).size(), 1);
    client.close("/p/app.py");
    EXPECT_TRUE(client.diagnostics_of("/p/app.py").empty());
}

TEST(Push, tells_of_unsaved_text_in_other_files) {
    TestClient client;
    client.files.add_file("/p/rows.py", "def add(rows):\n    return rows\n");
    const std::string use =
        "from rows import add\n"
        "def put(item, items=[]):\n"
        "    return add(items)\n";
    client.files.add_file("/p/use.py", use);
    client.begin();
    client.open("/p/use.py", use);
    const Json before = client.diagnostics_of("/p/use.py");
    client.open("/p/rows.py", "def add(rows):\n    rows.append(1)\n    return rows\n");
    const Json after = client.diagnostics_of("/p/use.py");
    EXPECT_NE(before, after);
    EXPECT_EQ(codes_of(after), std::vector<std::string>{"DPL101"});
    client.close("/p/rows.py");
    EXPECT_EQ(client.diagnostics_of("/p/use.py"), before);
}

TEST(Push, reaches_all_files_where_the_workspace_is_asked_for) {
    TestClient client;
    client.files.add_file("/p/closed.py", kShared);
    client.begin(Json::object(), {{"initializationOptions", {{"diagnosticMode", "workspace"}}}});
    EXPECT_EQ(codes_of(client.diagnostics_of("/p/closed.py")), std::vector<std::string>{"DPL101"});
}

TEST(Push, reaches_files_outside_of_all_folders) {
    TestClient client;
    client.begin();
    client.open("/elsewhere/one.py", kShared);
    EXPECT_EQ(client.diagnostics_of("/elsewhere/one.py").size(), 1);
    client.open("/elsewhere/two.py", kShared);
    EXPECT_EQ(client.diagnostics_of("/elsewhere/two.py").size(), 1);
}

TEST(Pull, is_answered_for_the_text_as_it_is) {
    TestClient client;
    client.begin(pulling());
    client.open("/p/app.py", kShared);
    const Json first = client.ask("textDocument/diagnostic", {{"textDocument", document("/p/app.py")}});
    EXPECT_EQ(first["kind"], "full");
    EXPECT_EQ(codes_of(first["items"]), std::vector<std::string>{"DPL101"});
    const Json again = client.ask("textDocument/diagnostic", {{"textDocument", document("/p/app.py")},
                                                              {"previousResultId", first["resultId"]}});
    EXPECT_EQ(again, (Json{{"kind", "unchanged"}, {"resultId", first["resultId"]}}));
    client.change("/p/app.py", 2, whole(kClean));
    const Json last = client.ask("textDocument/diagnostic", {{"textDocument", document("/p/app.py")}});
    EXPECT_TRUE(last["items"].empty());
}

TEST(Pull, knows_the_workspace) {
    TestClient client;
    client.files.add_file("/p/closed.py", kShared);
    client.begin(pulling(), {{"initializationOptions", {{"diagnosticMode", "workspace"}}}});
    const Json first = client.ask("workspace/diagnostic", {{"previousResultIds", Json::array()}});
    ASSERT_EQ(first["items"].size(), 1);
    EXPECT_EQ(first["items"][0]["uri"], "file:///p/closed.py");
    EXPECT_TRUE(first["items"][0]["version"].is_null());
    client.open("/p/closed.py", kClean);
    const Json known =
        Json::array({{{"uri", "file:///p/closed.py"}, {"value", first["items"][0]["resultId"]}}});
    const Json second = client.ask("workspace/diagnostic", {{"previousResultIds", known}});
    ASSERT_EQ(second["items"].size(), 1);
    EXPECT_EQ(second["items"][0]["kind"], "full");
    EXPECT_TRUE(second["items"][0]["items"].empty());
    EXPECT_EQ(second["items"][0]["version"], 1);
}

TEST(Actions, fix_and_ignore) {
    TestClient client;
    client.begin({{"textDocument", {{"codeAction", {{"resolveSupport", {{"properties", {"edit"}}}}}}}}});
    client.open("/p/app.py", kShared);
    const Json range{{"start", {{"line", 0}, {"character", 0}}}, {"end", {{"line", 3}, {"character", 0}}}};
    const Json all = client.ask("textDocument/codeAction", {{"textDocument", document("/p/app.py")},
                                                            {"range", range},
                                                            {"context", {{"diagnostics", Json::array()}}}});
    ASSERT_EQ(all.size(), 3) << all;
    EXPECT_EQ(all[0]["kind"], "quickfix");
    EXPECT_TRUE(all[0]["isPreferred"]);
    EXPECT_FALSE(all[0]["edit"]["changes"]["file:///p/app.py"].empty());
    EXPECT_EQ(all[1]["title"], "Ignore DPL101 on this line");
    EXPECT_EQ(all[1]["edit"]["changes"]["file:///p/app.py"][0]["newText"], "  # doppelint: ignore[DPL101]");
    EXPECT_EQ(all[2]["kind"], "source.fixAll.doppelint");
    const Json resolved = client.ask("codeAction/resolve", all[2]);
    EXPECT_EQ(resolved["edit"]["changes"]["file:///p/app.py"].size(), 1);
    const Json only =
        client.ask("textDocument/codeAction",
                   {{"textDocument", document("/p/app.py")},
                    {"range", range},
                    {"context", {{"diagnostics", Json::array()}, {"only", {"source.fixAll"}}}}});
    EXPECT_EQ(only.size(), 1);
}

TEST(Hover, tells_who_shares_an_object) {
    TestClient client;
    client.begin({{"textDocument", {{"hover", {{"contentFormat", {"markdown"}}}}}}});
    client.open("/p/app.py", "rows = [1]\nother = rows\nother.append(2)\n");
    const Json hover = client.ask("textDocument/hover", {{"textDocument", document("/p/app.py")},
                                                         {"position", {{"line", 2}, {"character", 2}}}});
    const std::string text = hover["contents"]["value"];
    EXPECT_NE(text.find("`other`: the list made at 1:8"), std::string::npos) << text;
    EXPECT_NE(text.find("Always the same object as `rows` (since line 2)"), std::string::npos) << text;
    EXPECT_EQ(hover["range"]["end"]["character"], 5);
    EXPECT_TRUE(client
                    .ask("textDocument/hover", {{"textDocument", document("/p/app.py")},
                                                {"position", {{"line", 0}, {"character", 8}}}})
                    .is_null());
}

TEST(Hints, are_given_to_who_wants_them) {
    const std::string text =
        "def fill(rows):\n"
        "    rows.append(1)\n"
        "def use():\n"
        "    mine = []\n"
        "    fill(mine)\n"
        "    return mine\n";
    const Json range{{"start", {{"line", 0}, {"character", 0}}}, {"end", {{"line", 6}, {"character", 0}}}};
    const Json params{{"textDocument", document("/p/app.py")}, {"range", range}};
    TestClient silent;
    silent.begin();
    silent.open("/p/app.py", text);
    EXPECT_TRUE(silent.ask("textDocument/inlayHint", params).empty());
    TestClient client;
    client.begin(Json::object(), {{"initializationOptions", {{"inlayHints", {{"argumentChanges", true}}}}}});
    client.open("/p/app.py", text);
    const Json hints = client.ask("textDocument/inlayHint", params);
    ASSERT_EQ(hints.size(), 1) << hints;
    EXPECT_EQ(hints[0]["position"], (Json{{"line", 4}, {"character", 9}}));
    EXPECT_EQ(hints[0]["label"], "changes");
}

TEST(Heap, is_shown_at_a_place) {
    TestClient client;
    client.begin();
    client.open("/p/app.py", "rows = [1]\nother = rows\n");
    const Json params{{"textDocument", document("/p/app.py")}, {"position", {{"line", 1}, {"character", 0}}}};
    const Json shown = client.ask("doppelint/heap", params);
    EXPECT_EQ(shown["line"], 1);
    EXPECT_NE(shown["content"].get<std::string>().find("always one object"), std::string::npos);
    Json wrong = params;
    wrong["format"] = "gif";
    EXPECT_EQ(client.response_to(client.request("doppelint/heap", wrong))["error"]["code"], -32602);
}

TEST(Cancel, ends_a_question) {
    TestClient client;
    client.begin({{"workspace", {{"configuration", true}}}});
    client.open("/p/app.py", kShared);
    // No work begins before the settings are known.
    const int asked = client.request("textDocument/hover", {{"textDocument", document("/p/app.py")},
                                                            {"position", {{"line", 0}, {"character", 0}}}});
    client.notify("$/cancelRequest", {{"id", asked}});
    EXPECT_EQ(client.response_to(asked)["error"]["code"], -32800);
    const Json question =
        client.wait_for([](const Json& it) { return it.value("method", "") == "workspace/configuration"; });
    client.send({{"jsonrpc", "2.0"}, {"id", question["id"]}, {"result", {{{"ignore", {"DPL101"}}}}}});
    EXPECT_TRUE(client.diagnostics_of("/p/app.py").empty());
}

TEST(Settings, that_cannot_be_are_said) {
    TestClient client;
    client.begin(Json::object(),
                 {{"initializationOptions", {{"select", {"DPL999"}}, {"minConfidence", "sure"}}}});
    const auto next = [&] {
        return client
            .wait_for([](const Json& it) {
                return it.value("method", "") == "window/showMessage";
            })["params"]["message"]
            .get<std::string>();
    };
    EXPECT_NE(next().find("`doppelint.select` knows no rule"), std::string::npos);
    EXPECT_NE(next().find("`doppelint.minConfidence` knows no `sure`"), std::string::npos);
}

TEST(Settings, of_a_configuration_are_read_again_when_it_changes) {
    TestClient client;
    client.begin();
    client.open("/p/app.py", kShared);
    EXPECT_EQ(client.diagnostics_of("/p/app.py").size(), 1);
    client.close("/p/app.py");
    EXPECT_TRUE(client.diagnostics_of("/p/app.py").empty());
    client.files.add_file("/p/doppelint.toml", "ignore = [\"DPL101\"]\n");
    client.open("/p/app.py", kShared);
    EXPECT_TRUE(client.diagnostics_of("/p/app.py").empty());
}

}  // namespace
}  // namespace doppelint::lsp
