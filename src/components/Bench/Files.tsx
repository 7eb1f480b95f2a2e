import { useState } from 'react';
import Tabs from '../Tabs/Tabs.tsx';
import { useDesk, useDraft } from './desk-context.ts';
import FileText from './FileText.tsx';

/** The files of the bench, one shown at a time. */
export default function Files() {
  const { draft } = useDesk();
  const { state } = useDraft();
  const { files } = state;
  const [chosen, setChosen] = useState(files[0]?.path ?? '');
  if (files.length === 0) return <p>There are no files.</p>;
  const shown = files.some(({ path }) => path === chosen) ? chosen : files[0]!.path;
  const write = (path: string, text: string) =>
    draft.change(
      `Edit ${path}`,
      { files: draft.state.files.map((file) => (file.path === path ? { path, text } : file)) },
      `text of ${path}`,
    );
  return (
    <Tabs
      label="Files"
      shown={shown}
      onShow={setChosen}
      tabs={files.map((file) => ({
        name: file.path,
        content: (
          <FileText key={file.path} file={file} onChange={(text) => write(file.path, text)} />
        ),
        kept: true,
      }))}
    />
  );
}
