import { addFromFile } from '../../console/config-file.ts';

/** What to type at work in place of a line whose flags the `nats` CLI does not have. */
export default function FromFile({ line }: { line: string }) {
  const { line: typed, file, json } = addFromFile(line);
  return (
    <>
      <p>
        The flags for domains are of this console. The <code>nats</code> CLI reads the same stream
        from a file, <code>{file}</code>:
      </p>
      <pre tabIndex={0}>{json}</pre>
      <pre tabIndex={0}>{typed}</pre>
    </>
  );
}
