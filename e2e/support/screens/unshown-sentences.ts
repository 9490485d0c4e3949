/** The keys of a catalogue of which no picture shows the sentence. */
export function unshownSentences(catalogue: object, shown: readonly string[]): string[] {
  const texts = shown.map(plain);
  return sentencesOf(catalogue).flatMap(([key, sentence]) =>
    texts.some((text) => patternOf(sentence).test(text)) ? [] : [key],
  );
}

function sentencesOf(catalogue: object, path = ""): [key: string, sentence: string][] {
  return Object.entries(catalogue).flatMap(([name, value]: [string, unknown]) => {
    const key = path === "" ? name : `${path}.${name}`;
    const found: [string, string][] = [[key, String(value)]];
    return typeof value === "object" && value !== null ? sentencesOf(value, key) : found;
  });
}

/** What is put into a sentence may be anything; of a plural only what stands around it is looked for. */
function patternOf(sentence: string): RegExp {
  const literal = plain(sentence.replace(/<\/?\w+>/g, ""));
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const letter of literal) {
    if (letter === "{" && depth++ === 0) parts.push(part);
    if (depth === 0) part += letter;
    if (letter === "}" && --depth === 0) part = "";
  }
  parts.push(part);
  return new RegExp(parts.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+"));
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ");
}
