/** The version of nats-server that what the site says of it was read from and is tested against. */
export const version = '2.15.2';
