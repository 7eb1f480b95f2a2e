import { describe, expect, test } from 'vitest';
import { streamSource } from './commands/stream/file.ts';
import { readGoJson } from './go-json.ts';

/** The words of natscli 0.5.1 for each, behind `invalid mirror: `. */
test.each([
  [`{name:"A"}`, `invalid character 'n' looking for beginning of object key string`],
  [`{'name':'A'}`, `invalid character '\\'' looking for beginning of object key string`],
  [`{“name”:"A"}`, `invalid character 'â' looking for beginning of object key string`],
  [`{"name" "A"}`, `invalid character '"' after object key`],
  [`{"name":"A" "external":{}}`, `invalid character '"' after object key:value pair`],
  [`{"name":"A",}`, `invalid character '}' looking for beginning of object key string`],
  [`{"name":A}`, `invalid character 'A' looking for beginning of value`],
  [`{"name":"A"}}`, `invalid character '}' after top-level value`],
  [`{"name":"A","external":{"api":"$JS.leaf.API"}`, 'unexpected end of JSON input'],
  ['', 'unexpected end of JSON input'],
  [`{"name":"a\nb"}`, `invalid character '\\n' in string literal`],
  [`{"name":"A\\q"}`, `invalid character 'q' in string escape code`],
  [`{"name":tru}`, `invalid character '}' in literal true (expecting 'e')`],
  [`{"name":nulx}`, `invalid character 'x' in literal null (expecting 'l')`],
  [`{"name":-}`, `invalid character '}' in numeric literal`],
  [`{"name":01}`, `invalid character '1' after object key:value pair`],
  [`{"name":[1,2 3]}`, `invalid character '3' after array element`],
  [`{"name":[],"x":[1,]}`, `invalid character ']' looking for beginning of value`],
  [
    `{"name":3}`,
    'json: cannot unmarshal number into Go struct field StreamSource.name of type string',
  ],
  [
    `{"external":{"api":3}}`,
    'json: cannot unmarshal number into Go struct field ExternalStream.external.api of type string',
  ],
  [
    `{"external":"leaf"}`,
    'json: cannot unmarshal string into Go struct field StreamSource.external of type api.ExternalStream',
  ],
  [
    `{"opt_start_seq":-1}`,
    'json: cannot unmarshal number -1 into Go struct field StreamSource.opt_start_seq of type uint64',
  ],
  [
    `{"opt_start_seq":"1"}`,
    'json: cannot unmarshal string into Go struct field StreamSource.opt_start_seq of type uint64',
  ],
  [
    `{"subject_transforms":{}}`,
    'json: cannot unmarshal object into Go struct field StreamSource.subject_transforms of type []api.SubjectTransformConfig',
  ],
  [
    `{"subject_transforms":[{"src":1}]}`,
    'json: cannot unmarshal number into Go struct field SubjectTransformConfig.subject_transforms.src of type string',
  ],
  [`{"opt_start_time":5}`, 'Time.UnmarshalJSON: input is not a JSON string'],
  ['[1]', 'json: cannot unmarshal array into Go value of type api.StreamSource'],
])('%s is refused in the words of Go', (text, words) => {
  expect(() => readGoJson(text, streamSource)).toThrow(expect.objectContaining({ message: words }));
});

describe('what Go takes', () => {
  test('a name in any case, null for a value that is left out, and fields that it drops', () => {
    const text = ` {"Name":"A","filter_subject":null,"domain":"leaf","external":{"api":"$JS.leaf.API","to":1}} `;
    expect(readGoJson(text, streamSource)).toEqual({
      value: { name: 'A', filter_subject: undefined, external: { api: '$JS.leaf.API' } },
      unknown: ['domain', 'external.to'],
    });
  });

  test('the place of a mistake is told', () => {
    expect(() => readGoJson('{\n  "name": "A"\n  "x": 1\n}', streamSource)).toThrow(
      expect.objectContaining({ help: ['In line 3, column 3: "x": 1'] }),
    );
  });
});
