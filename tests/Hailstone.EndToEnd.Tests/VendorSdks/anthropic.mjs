// Anthropic's client: models, token counts and Messages, whole and streamed, and the errors that it tells apart.
import Anthropic from '@anthropic-ai/sdk';
import { failing, hold, must } from './shape.mjs';

const messages = [{ role: 'user', content: 'What is six times seven?' }];
const asked = { model: 'thinker', max_tokens: 1000, thinking: { type: 'adaptive' }, messages };

const client = ({ base, key, fetch }) => new Anthropic({ baseURL: base, apiKey: key, maxRetries: 0, fetch });

const counted = {
  input_tokens: Number,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  output_tokens: Number,
  server_tool_use: null,
};

const usage = {
  ...counted,
  output_tokens_details: { thinking_tokens: Number },
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
  service_tier: 'standard',
  inference_geo: 'global',
  speed: 'standard',
};

const message = {
  id: /^msg_/,
  type: 'message',
  role: 'assistant',
  model: 'thinker',
  container: null,
  diagnostics: null,
  stop_sequence: null,
  stop_details: null,
};

const content = [
  { type: 'thinking', thinking: String, signature: String },
  { type: 'text', text: '42', citations: null },
];

export const anthropic = [
  {
    name: 'anthropic models',
    async run(server) {
      const page = await client(server).models.list();
      hold(page, { data: Array, first_id: String, last_id: String });
      must(page.data.length > 1, 'data', 'holds no models');
      // The client fills in what is not there: this is looked for in the answer itself.
      hold(await (await client(server).models.list().asResponse()).json(), { has_more: false });
      hold(await client(server).models.retrieve('plain'), {
        id: 'plain',
        type: 'model',
        display_name: String,
        created_at: /^\d{4}-\d\d-\d\dT/,
        lifecycle: 'deprecated',
        deprecated_at: null,
        retires_at: /^2027-01-14T/,
        line: null,
        max_input_tokens: null,
        max_tokens: null,
        capabilities: null,
      });
    },
  },
  {
    name: 'messages counted',
    async run(server) {
      hold(await client(server).messages.countTokens({ model: 'plain', messages }), { input_tokens: Number });
    },
  },
  {
    name: 'messages whole',
    async run(server) {
      hold(await client(server).messages.create(asked), { ...message, content, stop_reason: 'end_turn', usage });
    },
  },
  {
    name: 'messages streamed',
    async run(server) {
      const events = [];
      for await (const event of await client(server).messages.create({ ...asked, stream: true })) events.push(event);
      hold(events[0], {
        type: 'message_start',
        message: { ...message, content: [], stop_reason: null, usage: { ...counted, service_tier: 'standard' } },
      });
      hold(events.at(-2), {
        type: 'message_delta',
        delta: { stop_reason: 'end_turn', stop_sequence: null, stop_details: null, container: null },
        usage: { ...counted, output_tokens_details: { thinking_tokens: Number } },
      });
      hold(events.at(-1), { type: 'message_stop' });
      const of = (type, delta) =>
        events.filter((event) => event.type === type && (!delta || event.delta.type === delta));
      hold(of('content_block_start'), [
        { index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
        { index: 1, content_block: { type: 'text', text: '', citations: null } },
      ]);
      hold(of('content_block_stop'), [{ index: 0 }, { index: 1 }]);
      hold(of('content_block_delta', 'signature_delta'), [{ index: 0, delta: { signature: String } }]);
      const text = of('content_block_delta', 'text_delta').map((event) => event.delta.text);
      must(text.join('') === '42', 'text', 'is not 42');
    },
  },
  {
    name: 'messages gathered from a stream',
    async run(server) {
      const gathered = await client(server).messages.stream(asked).finalMessage();
      hold(gathered, { ...message, stop_reason: 'end_turn', usage: counted });
      hold(gathered.content.at(-1), content.at(-1));
    },
  },
  {
    name: 'anthropic 401',
    async run(server) {
      const error = await failing(client({ ...server, key: 'wrong-key' }).messages.create(asked));
      holdError(error, Anthropic.AuthenticationError, 401, 'authentication_error');
    },
  },
  ...[
    ['busy', Anthropic.RateLimitError, 429, 'rate_limit_error'],
    ['down', Anthropic.InternalServerError, 503, 'overloaded_error'],
    ['overloaded', Anthropic.InternalServerError, 529, 'overloaded_error'],
    ['missing', Anthropic.NotFoundError, 404, 'not_found_error'],
  ].map(([model, kind, status, type]) => ({
    name: `messages of ${model}`,
    async run(server) {
      holdError(await failing(client(server).messages.create({ ...asked, model })), kind, status, type);
    },
  })),
  {
    name: 'messages breaks in its stream',
    async run(server) {
      const error = await failing(client(server).messages.stream({ ...asked, model: 'breaks' }).finalMessage());
      must(error instanceof Anthropic.APIError, 'error', `is ${error?.name}`);
      hold(error.error, { type: 'error', error: { type: 'api_error', message: String }, request_id: /^req_/ });
    },
  },
];

function holdError(error, kind, status, type) {
  must(error instanceof kind, 'error', `is ${error?.name}: ${error?.message}`);
  hold(error, { status, type, requestID: /^req_/ });
  hold(error.error, { type: 'error', error: { type, message: /./ }, request_id: /^req_/ });
}
