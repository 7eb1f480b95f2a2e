import type { RefObject } from 'react';
import LinkPanel from './LinkPanel.tsx';
import MessagePanel from './MessagePanel.tsx';
import type { OwnMap } from './own-map.ts';
import Panel from './Panel.tsx';
import RefusalPanel from './RefusalPanel.tsx';
import ServerPanel from './ServerPanel.tsx';
import { panelName, type Chosen } from './chosen.ts';
import { fenced } from '../shared/fenced.ts';

/** The inside of the server, link, message or refusal chosen on the map, with the actions on it. */
function Inspector(props: {
  chosen: Chosen;
  map: RefObject<HTMLElement | null>;
  /** What can be done to the configurations, on a map whose network is the reader's own. */
  acts: OwnMap['acts'] | undefined;
  onClose: () => void;
}) {
  const { chosen, map, acts, onClose } = props;
  const key = keyOf(chosen);
  return (
    <Panel name={panelName(chosen)} of={key} map={map} onClose={onClose}>
      {chosen.type === 'server' && (
        <ServerPanel key={key} name={chosen.name} acts={acts?.(chosen)} />
      )}
      {chosen.type === 'link' && <LinkPanel key={key} name={chosen.name} acts={acts?.(chosen)} />}
      {chosen.type === 'message' && (
        <MessagePanel key={key} seq={chosen.seq} count={chosen.count ?? 1} />
      )}
      {chosen.type === 'refused' && <RefusalPanel key={key} refusals={chosen.refusals} />}
    </Panel>
  );
}

function keyOf(chosen: Chosen): string {
  switch (chosen.type) {
    case 'message':
      return `message ${chosen.seq}`;
    case 'refused':
      return `refused ${chosen.id}`;
    default:
      return `${chosen.type} ${chosen.name}`;
  }
}

export default fenced('The panel', Inspector);
