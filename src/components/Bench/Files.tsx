import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { BenchFile } from '../../bench/bench.ts';
import type { Finding } from '../../doctor/finding.ts';
import type { LineRequest } from '../Config/editor/Editor.tsx';
import Press from '../Press/Press.tsx';
import Tabs from '../Tabs/Tabs.tsx';
import { useDesk, useDraft, useRead } from './desk-context.ts';
import FileBar, { type Asked } from './FileBar.tsx';
import { fileWriter } from './file-writer.ts';
import FileText from './FileText.tsx';
import FindingCount from './FindingCount.tsx';
import { useAllFindings } from './useAllFindings.ts';
import styles from './Files.module.css';

const none: readonly Finding[] = [];

/** The files of the bench, one shown at a time, with what is said of their lines. */
export default function Files() {
  const { draft } = useDesk();
  const { state } = useDraft();
  const { files } = state;
  const findings = useByFile();
  const { chosen, goTo, setChosen } = useChosen(files, findings);
  const [asked, setAsked] = useState<Asked>();
  const [news, setNews] = useState<{ words: string; after: unknown }>();
  const write = useMemo(() => fileWriter(draft), [draft]);

  const change = (words: string, next: readonly BenchFile[], shown: string) => {
    draft.change(words, { files: next });
    setAsked(undefined);
    setChosen(shown);
  };
  const remove = (path: string) => {
    const at = files.findIndex((file) => file.path === path);
    const left = files.filter((file) => file.path !== path);
    change(`Delete ${path}`, left, left[Math.min(at, left.length - 1)]?.path ?? '');
    setNews({ words: `${path} is deleted.`, after: draft.state });
  };

  return (
    <div className={styles.files}>
      <FileBar
        files={files}
        findings={findings}
        chosen={chosen}
        asked={asked}
        onAsk={setAsked}
        onChoose={setChosen}
        onAdd={(path) => change(`Add ${path}`, [...files, { path, text: '' }], path)}
        onRename={(path) =>
          change(
            `Rename ${chosen} to ${path}`,
            files.map((file) => (file.path === chosen ? { ...file, path } : file)),
            path,
          )
        }
        onDelete={() => remove(chosen)}
      />
      <p role="status" className={styles.news}>
        {news?.after === state && (
          <>
            {news.words} <Press name="Undo it" look="quiet" onPress={() => draft.undo()} />
          </>
        )}
      </p>
      {files.length === 0 ? (
        <p>There are no files. Add one to begin with.</p>
      ) : (
        <Tabs
          label="Files"
          shown={chosen}
          onShow={setChosen}
          tabs={files.map((file) => {
            const own = findings.get(file.path) ?? none;
            return {
              name: file.path,
              mark: <FindingCount findings={own} />,
              content: (
                <FileText
                  key={file.path}
                  file={file}
                  findings={own}
                  goTo={goTo?.path === file.path ? goTo.request : undefined}
                  onChange={(text) => write(file.path, text)}
                />
              ),
              kept: true,
            };
          })}
        />
      )}
    </div>
  );
}

/** The findings that stand in a file, by its path. */
function useByFile(): ReadonlyMap<string, readonly Finding[]> {
  const findings = useAllFindings();
  const [known, setKnown] = useState<{
    of?: readonly Finding[];
    byFile: ReadonlyMap<string, readonly Finding[]>;
  }>({ byFile: new Map() });
  if (known.of === findings) return known.byFile;
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!finding.place) continue;
    const { path } = finding.place;
    byFile.set(path, [...(byFile.get(path) ?? []), finding]);
  }
  setKnown({ of: findings, byFile });
  return byFile;
}

/**
 * The file that is shown, and the line of it that was asked for. It begins with the first that has an error, once they
 * are read.
 */
function useChosen(files: readonly BenchFile[], findings: ReadonlyMap<string, readonly Finding[]>) {
  const { network, failure } = useRead();
  const { shownPlace } = useDesk();
  const [wanted, setWanted] = useState<string>();
  if (wanted === undefined && (network || failure !== undefined)) {
    const hasError = ({ path }: BenchFile) =>
      (findings.get(path) ?? none).some(({ severity }) => severity === 'error');
    setWanted((files.find(hasError) ?? files[0])?.path ?? '');
  }
  const [goTo, setGoTo] = useState<{ path: string; request: LineRequest }>();
  const place = useSyncExternalStore(shownPlace.subscribe, shownPlace.get, shownPlace.get);
  const chosen = files.find(({ path }) => path === wanted)?.path ?? files[0]?.path ?? '';
  useEffect(() => {
    if (!place) return;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- a request is taken once
    setWanted(place.path);
    setGoTo({ path: place.path, request: { line: place.line, focus: true } });
    shownPlace.set(undefined);
  }, [place, shownPlace]);
  const setChosen = (path: string) => {
    setGoTo(undefined);
    setWanted(path);
  };
  return { chosen, goTo, setChosen };
}
