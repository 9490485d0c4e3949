import type { DocumentText as Text } from "@/lib/consents/document";

/** A text from legal/, which Markdown without raw HTML became. */
export function DocumentText({ text }: { text: Pick<Text, "html"> }) {
  return (
    <div
      className="grid gap-3 [&_h2]:font-bold [&_h3]:font-bold [&_ol]:list-decimal [&_ol]:pl-5 [&_strong]:font-bold [&_strong]:text-text [&_ul]:grid [&_ul]:list-disc [&_ul]:gap-1.5 [&_ul]:pl-5 [&_a]:underline"
      dangerouslySetInnerHTML={{ __html: text.html }}
    />
  );
}
