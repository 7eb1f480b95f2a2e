export { default as examples } from '@generated/leafwise-examples/default/examples.json';
