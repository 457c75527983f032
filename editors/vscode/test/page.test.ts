import assert from "node:assert/strict";
import { test } from "node:test";
import { heapPage, messagePage } from "../src/page";

const SVG = `<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg viewBox="0 0 1 1"><style>text { fill: red }</style><text>rows</text></svg>`;

test("the page allows styles with its nonce and nothing else", () => {
  const page = heapPage({ content: SVG, title: "app.load" }, "abc");
  assert.match(page, /content="default-src 'none'; style-src 'nonce-abc'"/);
  assert.doesNotMatch(page, /<script|unsafe-inline|https?:/);
});

test("the picture stands in the page, its style with the nonce", () => {
  const page = heapPage({ content: SVG, title: "app.load" }, "abc");
  assert.match(page, /<figure><svg viewBox="0 0 1 1"><style nonce="abc">text/);
  assert.doesNotMatch(page, /<\?xml|<!DOCTYPE svg/);
});

test("the title says what is shown", () => {
  assert.match(heapPage({ content: SVG, title: "app.load, line 4" }, "abc"), /<h1>app\.load, line 4<\/h1>/);
});

test("text is text", () => {
  const title = `app.<lambda1> & "x"`;
  const page = heapPage({ content: SVG, title }, "abc");
  assert.match(page, /app\.&#60;lambda1&#62; &#38; &#34;x&#34;/);
  assert.match(messagePage("<b>", "abc"), /&#60;b&#62;/);
});

test("colours are those of the theme", () => {
  assert.match(messagePage("", "abc"), /var\(--vscode-editor-foreground\)/);
});
