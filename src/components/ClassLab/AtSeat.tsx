import { serverNameOf } from '../../lab/conf/server-settings.ts';
import Command from '../Console/Command.tsx';
import { useLabSnapshot } from '../Lab/context.ts';

interface AtSeatProps {
  /** The server in the tab. */
  server?: string;
  /** The command is meant to be refused. */
  fails?: boolean;
  /** The line, in which SEAT stands for the id of the seat. */
  children: string;
}

/** A command of a class lab, with the id of the reader's own seat once the server of the tab has it. */
export default function AtSeat({ server = 'tab', fails = false, children }: AtSeatProps) {
  const { configs } = useLabSnapshot();
  const seat = serverNameOf(configs[server] ?? '') ?? server;
  return (
    <Command server={server} fails={fails}>
      {children.replaceAll('SEAT', seat)}
    </Command>
  );
}
