#include "session/added_import.h"

#include <gtest/gtest.h>

#include "session/front.h"

namespace doppelint::session {
namespace {

std::string with_import(std::string text, const checks::ImportedName& name) {
    const syntax::Tree tree = parse(text);
    const source::Replacement it = added_import(tree, name);
    return text.replace(it.begin, it.end - it.begin, it.text);
}
std::string with_copy(std::string text) {
    return with_import(std::move(text), {"copy", {}});
}
std::string with_field(std::string text) {
    return with_import(std::move(text), {"dataclasses", "field"});
}

TEST(AddedImport, StandsAmongTheOthersByItsName) {
    EXPECT_EQ(with_copy("import abc\nimport os\n\nimport numpy\n"),
              "import abc\nimport copy\nimport os\n\nimport numpy\n");
    EXPECT_EQ(with_copy("import abc\n\nimport numpy\n"), "import abc\nimport copy\n\nimport numpy\n");
    EXPECT_EQ(with_copy("from os import path\nx = 1\n"), "import copy\nfrom os import path\nx = 1\n");
    EXPECT_EQ(with_field("import os\nfrom typing import Any\n"),
              "import os\nfrom dataclasses import field\nfrom typing import Any\n");
}

TEST(AddedImport, StandsBehindDocstringAndFuture) {
    EXPECT_EQ(with_copy("\"\"\"About.\"\"\"\n\nx = 1\n"), "\"\"\"About.\"\"\"\n\nimport copy\n\nx = 1\n");
    EXPECT_EQ(with_copy("\"\"\"About.\"\"\"\nfrom __future__ import annotations\n\nx = 1\n"),
              "\"\"\"About.\"\"\"\nfrom __future__ import annotations\n\nimport copy\n\nx = 1\n");
    EXPECT_EQ(with_copy("from __future__ import annotations\nimport os\n"),
              "from __future__ import annotations\nimport copy\nimport os\n");
}

TEST(AddedImport, StandsBeforeTheFirstStatement) {
    EXPECT_EQ(with_copy("#!/usr/bin/env python\nx = 1\n"), "#!/usr/bin/env python\nimport copy\n\nx = 1\n");
    EXPECT_EQ(with_copy("def f(): ...\n"), "import copy\n\n\ndef f(): ...\n");
}

TEST(AddedImport, IsANameMoreWhereTheModuleIsThere) {
    EXPECT_EQ(with_field("from dataclasses import dataclass\n"),
              "from dataclasses import dataclass, field\n");
    EXPECT_EQ(with_field("from dataclasses import (\n    asdict,\n    dataclass,\n)\n"),
              "from dataclasses import (\n    asdict,\n    dataclass, field,\n)\n");
}

}  // namespace
}  // namespace doppelint::session
