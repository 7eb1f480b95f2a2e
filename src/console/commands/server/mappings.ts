import { errorText } from '../../../lab/error-text.ts';
import { command, optional } from '../../command.ts';
import { Problem } from '../../problem.ts';
import { subjectTransform } from '../../subject-transform.ts';

const noPrompt = 'cannot prompt for user input without a terminal';

export const serverMappings = command({
  name: 'server mappings',
  aliases: ['mapping'],
  help: 'Test subject mapping patterns',
  differs: 'There are no prompts: it needs all three arguments.',
  examples: [`server mappings 'foo.*' 'bar.{{wildcard(1)}}' foo.x`],
  args: {
    source: optional('Source subject pattern'),
    dest: optional('Destination subject pattern'),
    subject: optional('Subject to transform'),
  },
  flags: {},
  run: async (context, { source = '', dest = '', subject = '' }) => {
    if (!source || !dest) throw new Problem(noPrompt, ask);
    const transform = subjectTransform(source, dest);
    if (!subject) throw new Problem(noPrompt, ask);
    let made = '';
    try {
      made = transform(subject);
    } catch (error) {
      context.out(`Error: ${errorText(error)}`);
    }
    context.out(made);
    context.out('');
  },
});

const ask = 'There are no prompts here: name the source, the destination and a subject.';
