import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import type { BenchNetwork } from '../../bench/network.ts';
import { placed } from '../../bench/places.ts';
import Console from '../Console/Console.tsx';
import LabScope from '../Lab/LabScope.tsx';
import StartNews from '../Lab/StartNews.tsx';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { tabLab } from '../Lab/tab-lab.ts';
import LiveMap from '../LiveMap/LiveMap.tsx';
import { PanelPlace } from '../LiveMap/panel-place.ts';
import Press from '../Press/Press.tsx';
import { useKeptFocus } from '../Press/useKeptFocus.ts';
import Tabs, { type Tab } from '../Tabs/Tabs.tsx';
import { consoleOf, useTabs } from '../Workbench/useTabs.ts';
import { useArrival } from './useArrival.ts';
import { useNetworkOf } from './useNetworkOf.ts';
import styles from './Embedded.module.css';

/**
 * A bench alone, in a frame of another page. It is that of its address: a still map until it is started. It tells its
 * height to the page that it stands in.
 */
export default function Embedded() {
  const { arrival, isHere } = useArrival();
  const element = useRef<HTMLDivElement>(null);
  useToldHeight(element);
  return (
    <div ref={element} className={styles.embedded}>
      {arrival.type === 'none' && isHere && (
        <p role="alert">
          This frame has no bench: its address must end in the # and what follows it in a link of
          the bench.
        </p>
      )}
      {(arrival.type === 'reading' || !isHere) && <p role="status">Reading the bench…</p>}
      {arrival.type === 'failed' && <p role="alert">{arrival.why}</p>}
      {'state' in arrival && <Whole state={arrival.state} />}
    </div>
  );
}

function Whole({ state }: { state: BenchState }) {
  const network = useNetworkOf(state);
  const bench = useBaseUrl('/bench');
  return (
    <>
      <div className={styles.head}>
        <h1>{state.name}</h1>
        <a href={bench + window.location.hash} target="_blank" rel="noopener">
          Open in Leafwise
        </a>
      </div>
      {network === undefined && <p role="status">Reading the bench…</p>}
      {typeof network === 'string' && <p role="alert">{network}</p>}
      {typeof network === 'object' && <Running state={state} network={network} />}
    </>
  );
}

function Running({ state, network }: { state: BenchState; network: BenchNetwork }) {
  const { topology, files } = network.runnable;
  const [lab] = useState(() =>
    tabLab(
      {
        topology: placed(topology, state.places),
        machines: files,
        cut: () => state.cut,
      },
      'embed',
    ),
  );
  return (
    <LabScope lab={lab} onlyPressed>
      <Controls />
      <Instruments state={state} />
    </LabScope>
  );
}

function Controls() {
  const { session } = useLab();
  const { state } = useLabSnapshot();
  const { group, acted } = useKeptFocus<HTMLDivElement>();
  const atRest = state.type === 'idle' || state.type === 'failed';
  const act = (done: () => void) => () => {
    acted();
    done();
  };
  return (
    <div ref={group} className={styles.controls}>
      {atRest ? (
        <Press name="Start" look="primary" onPress={act(() => void session.start())} />
      ) : (
        <Press
          name={state.type === 'running' ? 'Stop' : 'Cancel'}
          onPress={act(() => session.stop())}
        />
      )}
      <StartNews choice={{ type: 'tab' }} />
    </div>
  );
}

/** The map, and below it the files, and a console for each server that runs. */
function Instruments({ state: { files, commands } }: { state: BenchState }) {
  const { session } = useLab();
  const { state } = useLabSnapshot();
  const { shown, show, place, setElement } = useTabs(files[0]!.path);
  const servers = state.type === 'running' ? session.topology.servers : [];
  const tabs: Tab[] = [
    ...files.map(({ path, text }) => ({
      name: path,
      content: (
        <pre tabIndex={0} className={styles.text}>
          {text}
        </pre>
      ),
    })),
    ...servers.map(({ name }) => ({
      name: consoleOf(name),
      content: (
        <Console
          server={name}
          onTyped={() => show(consoleOf(name))}
          onShown={() => show(consoleOf(name))}
        />
      ),
      kept: true,
    })),
  ];
  if (shown.panel !== undefined)
    tabs.push({ name: shown.panel, content: <div ref={setElement} />, early: true });
  return (
    <>
      <PanelPlace value={place}>
        <LiveMap />
      </PanelPlace>
      {commands.length > 0 && (
        <ul className={styles.commands} aria-label="Commands to try">
          {commands.map(({ server, line }, i) => (
            <li key={i}>
              <code>
                {server}$ {line}
              </code>
            </li>
          ))}
        </ul>
      )}
      <Tabs
        label="Files and consoles"
        tabs={tabs}
        shown={tabs.some(({ name }) => name === shown.tab) ? shown.tab : files[0]!.path}
        onShow={show}
      />
    </>
  );
}

/**
 * Tells the page around this one how high the bench is, whenever that changes and has settled: it is the same in two frames
 * that follow each other.
 */
function useToldHeight(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (window.parent === window) return;
    let [frame, seen, told] = [0, 0, 0];
    const look = () => {
      const height = Math.ceil(element.current!.getBoundingClientRect().height);
      frame = height === seen ? 0 : requestAnimationFrame(look);
      seen = height;
      if (frame !== 0 || height === told) return;
      told = height;
      // Whoever frames it may know: it is a number.
      window.parent.postMessage({ leafwise: { height } }, '*');
    };
    const observer = new ResizeObserver(() => {
      frame ||= requestAnimationFrame(look);
    });
    observer.observe(element.current!);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [element]);
}
