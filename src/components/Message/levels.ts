import type { Level } from '../../site-data/message-entry.ts';

/** Each level of a message in words, the loudest first. */
export const levels: Record<Level, { heading: string; says: string }> = {
  'config error': {
    heading: 'Configuration that is refused',
    says: 'The server does not start, or does not reload.',
  },
  error: { heading: 'Errors', says: 'Logged as [ERR], or [FTL] where the server ends.' },
  'sent to the other side': {
    heading: 'Errors sent to the other side',
    says: 'The server that is told logs them behind “Leafnode Error”.',
  },
  'answered by JetStream': {
    heading: 'Errors in answers of JetStream',
    says: 'In the answer to a request, with a number. The server does not log it.',
  },
  warn: { heading: 'Warnings', says: 'Logged as [WRN].' },
  info: { heading: 'Information', says: 'Logged as [INF], in every log.' },
  debug: { heading: 'Debugging', says: 'Logged as [DBG], with debug: true.' },
};
