import type { BenchFile } from '../../bench/bench.ts';
import Editor from '../Config/editor/Editor.tsx';

/** The text of a file, to be written in. */
export default function FileText(props: { file: BenchFile; onChange: (text: string) => void }) {
  const { file, onChange } = props;
  return (
    <Editor text={file.text} onChange={onChange} label={file.path} describedBy="" marks={[]} />
  );
}
