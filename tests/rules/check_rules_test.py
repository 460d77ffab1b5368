#!/usr/bin/env python3
"""The checker finds what is planted, and nothing else."""
import pathlib
import tempfile
import unittest

import check_rules


def found(files):
    """The findings and notes of a tree of {path: text}."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        return check_rules.check(root)


def include(*names):
    return "".join(f"#include {name}\n" for name in names)


class IncludesTest(unittest.TestCase):
    def test_finds_what_the_dependency_rule_forbids(self):
        for file, name in [
            ("core/model/a.h", '"bot/ports/chat.h"'),
            ("core/model/a.h", '"a.h"'),
            ("core/model/a.h", "<boost/asio.hpp>"),
            ("core/model/a.h", "<unistd.h>"),
            ("config/a.cc", '"bot/ports/chat.h"'),
            ("bot/async/a.h", '"core/model/ids.h"'),
            ("bot/ports/a.h", '"bot/codec/digest.h"'),
            ("bot/codec/a.cc", '"bot/journal/journal.h"'),
            ("bot/log/a.cc", '"bot/http/client.h"'),
            ("bot/system/a.cc", '"bot/app/app.h"'),
            ("bot/journal/a.cc", '"bot/app/app.h"'),
            ("bot/app/a.cc", '"bot/talk/conversation.h"'),
            ("bot/app/a.cc", '"adapters/slack/chat.h"'),
            ("bot/talk/a.cc", '"bot/app/app.h"'),
            ("bot/http/a.cc", '"core/model/ids.h"'),
            ("bot/wiring/a.cc", '"bot/cli/cli.h"'),
            ("adapters/slack/a.cc", '"adapters/sqlite/store.h"'),
            ("adapters/slack/a.cc", '"adapters/slacker/a.h"'),
            ("adapters/slack/a.cc", '"bot/http/client.h"'),
            ("adapters/slack/a.cc", '"bot/talk/conversation.h"'),
            ("adapters/slack/a.cc", '"config/config.h"'),
            ("bot/app/a.cc", '"tests/support/run.h"'),
            ("bot/http/a.h", "<boost/beast/http.hpp>"),
            ("adapters/slack/a.cc", "<boost/beast/http.hpp>"),
            ("tests/bot/a.cc", "<boost/beast/http.hpp>"),
            ("bot/app/a.cc", "<sqlite3.h>"),
            ("bot/app/a.cc", "<spdlog/spdlog.h>"),
            ("bot/app/a.cc", "<yaml-cpp/yaml.h>"),
            ("bot/app/a.cc", "<CLI/CLI.hpp>"),
            ("bot/system/a.cc", "<date/tz.h>"),
            ("core/time/a.cc", "<date/tz.h>"),
        ]:
            with self.subTest(file=file, name=name):
                findings, _ = found({file: include(name)})
                self.assertEqual(len(findings), 1, findings)
                self.assertIn(file, findings[0])

    def test_lets_pass_what_the_rule_allows(self):
        findings, notes = found({
            "core/model/a.h": include('"core/time/b.h"', "<vector>"),
            "config/a.cc": include('"core/model/a.h"', '"config/a.h"', "<yaml-cpp/yaml.h>"),
            "bot/log/a.cc": include('"bot/codec/utf8.h"', "<spdlog/logger.h>"),
            "bot/http/a.cc": include('"bot/log/log.h"', "<boost/beast/http.hpp>"),
            "bot/app/a.cc": include('"bot/journal/a.h"', '"bot/log/log.h"'),
            "bot/wiring/a.cc": include('"adapters/slack/a.h"', '"config/config.h"'),
            "bot/system/system_zones.cc": include("<date/tz.h>"),
            "bot/main.cc": include('"bot/cli/cli.h"', "<CLI/CLI.hpp>"),
            "adapters/slack/a.cc": include('"adapters/slack/deep/b.h"', '"bot/log/log.h"'),
            "adapters/sqlite/a.cc": include("<sqlite3.h>"),
            "tests/bot/a.cc": include('"tests/support/run.h"', '"bot/http/gate.h"', "<sqlite3.h>"),
            "tests/bench/a.cc": include("<boost/beast/http.hpp>"),
            "build/x/a.h": include('"anything.h"'),
        })
        self.assertEqual(findings, [])
        self.assertEqual(notes, [])

    def test_counts_the_files_that_include_beast(self):
        beast = include("<boost/beast/http.hpp>")
        files = {f"bot/http/a{i}.cc": beast for i in range(5)}
        self.assertEqual(found(files)[0], [])
        findings, _ = found(files | {"bot/http/b.cc": beast})
        self.assertEqual(len(findings), 1)
        self.assertIn("more than 5", findings[0])


class CoroutinesTest(unittest.TestCase):
    def check(self, code):
        return found({"bot/app/a.cc": code})[0]

    def test_finds_braces_in_awaiting_expressions(self):
        for code in [
            "co_await put(Change{1});",
            "co_await put({.id = 1});",
            "co_await f([x] { return x; });",
            "Pair p{a, co_await b()};",
            "co_return Agg{p, co_await b()};",
            "auto x =\n    co_await f(\n        Change{});",
            "while (co_await next()) { work(); }",
        ]:
            with self.subTest(code=code):
                self.assertEqual(len(self.check("void g() {\n" + code + "\n}\n")), 1)

    def test_lets_plain_awaits_pass(self):
        for code in [
            "const Change change{1};\nco_await put(change);",
            "if (a) { co_await f(); }",
            'co_await log("{");',
            "co_await log('{');",
            "// co_await put({1});\n/* co_await put({1}); */",
            'const auto text = R"(co_await put({1});)";',
            "const int big = 1'000'000; co_await f(big); const int more = 1'000;",
        ]:
            with self.subTest(code=code):
                self.assertEqual(self.check("void g() {\n" + code + "\n}\n"), [])

    def test_finds_capturing_lambdas_that_are_coroutines(self):
        for code in [
            "auto f = [this]() -> awaitable<void> { co_return; };",
            "auto f = [&] { co_await g(); };",
            "auto f = [x](int a, std::function<void()> b) mutable { co_return x; };",
            "auto f = [] { auto g = [=]() -> awaitable<int> { co_return 1; }; };",
        ]:
            with self.subTest(code=code):
                findings = self.check(code)
                self.assertEqual(len(findings), 1, findings)
                self.assertIn("captures", findings[0])

    def test_lets_other_lambdas_pass(self):
        for code in [
            "auto f = []() -> awaitable<void> { co_return; };",
            "auto f = [x] { return [](int y) -> awaitable<int> { co_return y; }(x); };",
            "auto f = [&] { return 1; }; void g() { co_await h(); }",
            "void g() { a[1] = 2; for (auto [b, c] : d) { co_await h(); } }",
        ]:
            with self.subTest(code=code):
                self.assertEqual(self.check(code), [])


class OtherRulesTest(unittest.TestCase):
    def test_finds_regular_expressions_of_the_standard_library(self):
        self.assertEqual(len(found({"core/a.cc": "#include <regex>\nstd::regex r;\n"})[0]), 1)
        self.assertEqual(found({"core/a.cc": "// std::regex would do\n"})[0], [])

    def test_long_files_are_notes_only(self):
        findings, notes = found({"core/a.cc": "\n" * 401, "core/b.cc": "\n" * 400})
        self.assertEqual(findings, [])
        self.assertEqual(notes, ["note: core/a.cc has 401 lines"])


if __name__ == "__main__":
    unittest.main()
