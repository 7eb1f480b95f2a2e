import { useBaseUrlUtils } from '@docusaurus/useBaseUrl';
import { placeholder } from '@codemirror/view';
import { useId, useMemo, useState } from 'react';
import type { BenchFile } from '../../bench/bench.ts';
import type { Finding } from '../../doctor/finding.ts';
import type { LineRequest } from '../Config/editor/Editor.tsx';
import Editor from '../Config/editor/Editor.tsx';
import { knownNames } from '../Config/editor/completion.ts';
import type { LineMark } from '../Config/editor/line-marks.ts';
import { useDesk, useRead } from './desk-context.ts';
import { namesFor } from './known-names.ts';
import styles from './Files.module.css';

interface Props {
  file: BenchFile;
  /** What is said of its lines. */
  findings: readonly Finding[];
  goTo: LineRequest | undefined;
  onChange: (text: string) => void;
}

/** The text of a file, to be written in, with what is said of its lines. */
export default function FileText({ file, findings, goTo, onChange }: Props) {
  const desk = useDesk();
  const { of } = useRead();
  const { withBaseUrl } = useBaseUrlUtils();
  const id = useId();
  const [more] = useState(() => [
    placeholder('Write a configuration here. Ctrl+Space offers its keys.'),
    knownNames.of(() => {
      const { network } = desk.read.get();
      return network
        ? namesFor(file.path, network)
        : { urls: { leaf: [], route: [], gateway: [] }, accounts: [], files: [] };
    }),
  ]);
  const marks = useMemo(
    () => findings.map((finding): LineMark => markOf(finding, withBaseUrl)),
    [findings, withBaseUrl],
  );
  return (
    <>
      <Editor
        text={file.text}
        onChange={onChange}
        label={`Text of ${file.path}`}
        describedBy={id}
        marks={marks}
        // While the person types on, the lines are those of an earlier text.
        marksOf={of.files.find(({ path }) => path === file.path)?.text}
        goTo={goTo}
        more={more}
      />
      <p id={id} className={styles.help} data-keyboard-only>
        F8 goes to the next finding, F1 explains a line, Ctrl+Space offers keys. Tab indents; to
        leave the editor, press Escape, then Tab.
      </p>
    </>
  );
}

const markOf = (
  { place, severity, words, remedy, page }: Finding,
  address: (page: string) => string,
): LineMark => ({
  line: place!.line,
  severity,
  words,
  remedy,
  ...(page !== undefined && { href: address(page) }),
});
