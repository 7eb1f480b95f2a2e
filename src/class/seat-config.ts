import { joining } from '../lab/conf/hub-remote.ts';

/** The name by which a seat's server dials the hub of the class: that of the hub in the topology `class-seat`. */
export const classHub = 'class';

/**
 * The configuration of a seat's server that joins the hub of the class. Its name and its domain are the seat's, so that
 * no two in the class have the same.
 * @param creds the text of the seat's credentials in the account ROOM
 */
export const joiningClass = (config: string, seat: string, creds: string): string =>
  joining(config.replace(/^(\s*(?:server_name|domain): *)\S+/gm, `$1${seat}`), classHub, {
    type: 'creds',
    text: creds,
  });
