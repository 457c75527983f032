#include "report/html_parts.h"

namespace doppelint::report {

const std::string_view kHtmlStyle = R"page(
:root { color-scheme: light dark; --text: #1c2024; --quiet: #646c76; --page: #ffffff; --card: #f6f7f9;
  --line: #dfe3e8; --error: #b3261e; --warning: #8a5a00; --info: #0b6e8a; --step: #2456b8; --fix: #2a6b2f;
  --main-mark: #ffe1b8; --step-mark: #dbe7ff; }
@media (prefers-color-scheme: dark) { :root { --text: #e3e6ea; --quiet: #9aa3ad; --page: #14171b; --card: #1c2127;
  --line: #323941; --error: #ff8a80; --warning: #f0b550; --info: #6cc7e0; --step: #8fb4ff; --fix: #86d08b;
  --main-mark: #5a3f10; --step-mark: #243a66; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font: 600 1.05rem/1.5 ui-monospace, monospace; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
.quiet, .where { color: var(--quiet); }
code, pre, .where { font-family: ui-monospace, monospace; font-size: .9em; }
form { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; }
form[hidden] { display: none; }
label { display: flex; gap: .4rem; align-items: center; }
input, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: .3rem; padding: .2rem .4rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: .75rem 0;
  padding: .75rem 1rem; }
article[hidden], section[hidden] { display: none; }
article p { margin: 0; overflow-wrap: anywhere; }
.message { font-weight: 600; }
.code { border-radius: .3rem; font: 600 .85em ui-monospace, monospace; padding: .1rem .35rem;
  border: 1px solid currentcolor; white-space: nowrap; }
.error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); }
pre { margin: .5rem 0 0; overflow-x: auto; line-height: 1.45; tab-size: 4; }
.line { display: grid; grid-template-columns: 3.5rem max-content; }
.number { color: var(--quiet); text-align: right; padding-right: 1.5ch; user-select: none; }
.note { color: var(--step); padding: 0 0 .3rem 3.5rem; white-space: pre-wrap; font-family: system-ui, sans-serif; }
.note.main { color: var(--text); font-weight: 600; }
.place { color: var(--quiet); padding-left: 3.5rem; }
mark { color: inherit; background: var(--step-mark); border-radius: .2rem; padding: .05em 0; }
mark.main { background: var(--main-mark); }
mark:empty { padding: .05em .25em; }
.fix { color: var(--fix); margin-top: .5rem; }
details { margin-top: .6rem; }
summary { color: var(--quiet); cursor: pointer; }
details svg { display: block; max-width: 100%; height: auto; }
@media print { body { max-width: none; } form { display: none; } article { break-inside: avoid; }
  pre { white-space: pre-wrap; } .line { grid-template-columns: 3.5rem auto; } }
)page";

const std::string_view kHtmlScript = R"page(
"use strict";
const form = document.querySelector("form");
const findings = [...document.querySelectorAll("article")];
const shown = document.querySelector("output");

function matches(finding) {
  const { rule, confidence, text } = form.elements;
  return (!rule.value || finding.dataset.rule === rule.value)
    && (!confidence.value || finding.dataset.confidence === confidence.value)
    && (finding.dataset.path + " " + finding.textContent).toLowerCase().includes(text.value.toLowerCase());
}

function filter() {
  let count = 0;
  for (const finding of findings) {
    finding.hidden = !matches(finding);
    if (!finding.hidden) count += 1;
  }
  for (const file of document.querySelectorAll("section")) {
    file.hidden = !file.querySelector("article:not([hidden])");
  }
  shown.textContent = count === findings.length ? "" : `${count} of ${findings.length} shown`;
}

if (findings.length > 1) {
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}
)page";

}  // namespace doppelint::report
