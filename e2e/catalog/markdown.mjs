// Reads Markdown from the standard input, and prints what of it is HTML, and the text
// of each heading and link with where it leads, one a line.
import { readFileSync } from "node:fs";
import { marked } from "marked";

marked.walkTokens(marked.lexer(readFileSync(0, "utf8")), (token) => {
  const text = (tokens) => tokens.map((t) => (t.tokens ? text(t.tokens) : t.type === "escape" || t.type === "text" || t.type === "codespan" ? t.text : "")).join("");
  if (token.type === "html") console.log(`html ${token.raw.trim()}`);
  if (token.type === "heading") console.log(`heading ${text(token.tokens)}`);
  if (token.type === "link") console.log(`link ${token.href}`);
  if (token.type === "image") console.log(`image ${token.href}`);
  if (token.type === "table") console.log(`table ${token.rows.length} ${token.rows.every((row) => row.length === token.header.length)}`);
});
