// OpenAI's client: models, Chat Completions and Responses, whole and streamed, and the errors that it tells apart.
import OpenAI from 'openai';
import { failing, hold, must } from './shape.mjs';

const question = 'What is six times seven?';
const messages = [{ role: 'user', content: question }];

const client = ({ base, key, fetch }) => new OpenAI({ baseURL: `${base}v1`, apiKey: key, maxRetries: 0, fetch });

const chatUsage = {
  prompt_tokens: Number,
  completion_tokens: Number,
  total_tokens: Number,
  prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: Number,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
};

const usage = {
  input_tokens: Number,
  input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
  output_tokens: Number,
  output_tokens_details: { reasoning_tokens: Number },
  total_tokens: Number,
};

const response = {
  id: /^resp_/,
  object: 'response',
  created_at: Number,
  error: null,
  model: 'thinker',
  background: false,
  instructions: null,
  max_output_tokens: null,
  max_tool_calls: null,
  parallel_tool_calls: true,
  previous_response_id: null,
  prompt_cache_key: null,
  safety_identifier: null,
  temperature: 1,
  text: { format: { type: 'text' }, verbosity: 'medium' },
  tool_choice: 'auto',
  tools: [],
  top_logprobs: 0,
  top_p: 1,
  truncation: 'disabled',
  metadata: Object,
  access_programs: null,
  reasoning: { effort: 'low', summary: null },
  incomplete_details: null,
};

const completed = {
  ...response,
  status: 'completed',
  completed_at: Number,
  service_tier: 'default',
  output: [
    { id: /^rs_/, type: 'reasoning', summary: [] },
    {
      id: /^msg_/,
      type: 'message',
      status: 'completed',
      role: 'assistant',
      content: [{ type: 'output_text', annotations: [], logprobs: [], text: '42' }],
    },
  ],
  usage,
};

const asked = { model: 'thinker', input: question, reasoning: { effort: 'low' }, store: false };

export const openai = [
  {
    name: 'openai models',
    async run(server) {
      const page = await client(server).models.list();
      hold(page, { object: 'list', data: Array });
      must(page.data.length > 1, 'data', 'holds no models');
      const one = await client(server).models.retrieve('plain');
      hold(one, { id: 'plain', object: 'model', created: Number, owned_by: String, shutdown_date: '2027-01-14' });
    },
  },
  {
    name: 'chat whole',
    async run(server) {
      hold(await client(server).chat.completions.create({ model: 'plain', messages }), {
        id: /^chatcmpl-/,
        object: 'chat.completion',
        created: Number,
        model: 'plain',
        choices: [
          {
            index: 0,
            message: { role: 'assistant', content: '42', refusal: null, annotations: [] },
            logprobs: null,
            finish_reason: 'stop',
          },
        ],
        usage: chatUsage,
        service_tier: 'default',
      });
    },
  },
  {
    name: 'chat streamed',
    async run(server) {
      const stream = await client(server).chat.completions.create({
        model: 'plain',
        messages,
        stream: true,
        stream_options: { include_usage: true },
      });
      const chunks = await all(stream);
      for (const chunk of chunks) {
        hold(chunk, { id: /^chatcmpl-/, object: 'chat.completion.chunk', created: Number, model: 'plain' });
        hold(chunk, { service_tier: 'default' });
      }
      hold(chunks[0].choices, [{ index: 0, delta: { role: 'assistant', refusal: null }, finish_reason: null }]);
      must(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('') === '42', 'content', 'is not 42');
      hold(chunks.at(-2).choices, [{ index: 0, logprobs: null, finish_reason: 'stop' }]);
      hold(chunks.at(-1), { choices: [], usage: chatUsage });
    },
  },
  {
    name: 'responses whole',
    async run(server) {
      const answer = await client(server).responses.create(asked);
      hold(answer, completed);
      must(answer.output_text === '42', 'output_text', 'is not 42');
    },
  },
  {
    name: 'responses streamed',
    async run(server) {
      const events = await all(await client(server).responses.create({ ...asked, stream: true }));
      events.forEach((event, number) => hold(event, { sequence_number: number }));
      const last = { output_index: 1, item_id: /^msg_/, content_index: 0 };
      const part = { type: 'output_text', annotations: [], logprobs: [] };
      holdEvents(events, [
        { type: 'response.created', response: { ...response, status: 'in_progress', output: [], usage: null } },
        { type: 'response.in_progress', response: { ...response, status: 'in_progress' } },
        { type: 'response.output_item.added', output_index: 0, item: { type: 'reasoning', id: /^rs_/ } },
        { type: 'response.output_item.done', output_index: 0, item: { type: 'reasoning', summary: [] } },
        { type: 'response.output_item.added', output_index: 1, item: { type: 'message', status: 'in_progress' } },
        { type: 'response.content_part.added', ...last, part: { ...part, text: '' } },
        { type: 'response.output_text.delta', ...last, delta: '42', logprobs: [] },
        { type: 'response.output_text.done', ...last, text: '42', logprobs: [] },
        { type: 'response.content_part.done', ...last, part: { ...part, text: '42' } },
        { type: 'response.output_item.done', output_index: 1, item: completed.output[1] },
        { type: 'response.completed', response: completed },
      ]);
    },
  },
  {
    name: 'responses gathered from a stream',
    async run(server) {
      hold(await client(server).responses.stream(asked).finalResponse(), completed);
    },
  },
  {
    name: 'openai 401',
    async run(server) {
      const error = await failing(client({ ...server, key: 'wrong-key' }).models.list());
      must(error instanceof OpenAI.AuthenticationError, 'error', `is ${error?.name}`);
      hold(error, { status: 401, code: 'invalid_api_key', type: 'invalid_request_error', param: null });
      hold(error, { message: /Incorrect API key/, requestID: /^req_/ });
    },
  },
  ...[
    ['busy', OpenAI.RateLimitError, { status: 429, code: 'rate_limit_exceeded', type: String, param: null }],
    ['down', OpenAI.InternalServerError, { status: 503, type: String }],
    ['overloaded', OpenAI.InternalServerError, { status: 529 }],
    ['missing', OpenAI.NotFoundError, { status: 404, code: 'model_not_found' }],
  ].flatMap(([model, kind, shape]) =>
    [
      ['chat', (server) => client(server).chat.completions.create({ model, messages })],
      ['responses', (server) => client(server).responses.create({ model, input: question })],
    ].map(([dialect, ask]) => ({
      name: `${dialect} of ${model}`,
      async run(server) {
        const error = await failing(ask(server));
        must(error instanceof kind, 'error', `is ${error?.name}: ${error?.message}`);
        hold(error, { ...shape, requestID: /^req_/ });
        must(error.message.length > '000 status code (no body)'.length, 'message', error.message);
      },
    })),
  ),
  {
    name: 'chat breaks in its stream',
    async run(server) {
      const stream = await client(server).chat.completions.create({ model: 'breaks', messages, stream: true });
      const error = await failing(all(stream));
      must(error instanceof OpenAI.APIError, 'error', `is ${error?.name}`);
    },
  },
  {
    name: 'responses breaks in its stream',
    async run(server) {
      const stream = await client(server).responses.create({ model: 'breaks', input: question, stream: true });
      const events = [];
      const error = await failing(all(stream, events));
      must(error instanceof OpenAI.APIError || events.at(-1)?.type === 'response.failed', 'error', 'is none');
    },
  },
];

async function all(stream, into = []) {
  for await (const event of stream) into.push(event);
  return into;
}

function holdEvents(events, shapes) {
  hold(
    events.map((event) => event.type),
    shapes.map((shape) => shape.type),
  );
  shapes.forEach((shape, index) => hold(events[index], shape, `$[${index}]`));
}
