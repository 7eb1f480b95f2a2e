/** The address of the packed server module. In a built site its name changes with its content. */
export const moduleUrl = new URL('../../../engine/dist/nats-server.wasm.br', import.meta.url);
