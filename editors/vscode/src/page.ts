// The page that shows the heap. Nothing here knows VS Code.

export interface Picture {
  /** The SVG that the server drew. */
  readonly content: string;
  /** Says which statement it shows. */
  readonly title: string;
}

/**
 * The page loads nothing and runs nothing: its policy allows styles with this nonce alone. The picture's own
 * `<style>` gets the nonce; a script, a handler or an address in the picture would do nothing.
 */
export function heapPage(picture: Picture, nonce: string): string {
  return page(nonce, picture.title, `<h1>${escaped(picture.title)}</h1>\n<figure>${inlined(picture.content, nonce)}</figure>`);
}

export function messagePage(sentence: string, nonce: string): string {
  return page(nonce, "Heap", `<p class="quiet">${escaped(sentence)}</p>`);
}

function page(nonce: string, title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>${escaped(title)}</title>
<style nonce="${nonce}">
body { color: var(--vscode-editor-foreground); background: var(--vscode-editor-background); padding: 0.5em 1em; }
h1 { font-size: 1.1em; font-weight: 600; }
.quiet { color: var(--vscode-descriptionForeground); }
figure { margin: 0; overflow: auto; }
svg { display: block; max-width: 100%; height: auto; color: var(--vscode-editor-foreground); }
</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** An SVG document as part of an HTML page. */
function inlined(svg: string, nonce: string): string {
  const root = svg.search(/<svg[\s>]/);
  return svg.slice(Math.max(root, 0)).replace(/<style(?=[\s>])/g, `<style nonce="${nonce}"`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
