// Generated from the catalog by `npm run codegen`. Do not edit.
import { testSimpleText } from './tools/test-simple-text.js';
import { testTriggerToolChange } from './tools/test-trigger-tool-change.js';
import { testImageContent } from './tools/test-image-content.js';
import { testAudioContent } from './tools/test-audio-content.js';
import { testEmbeddedResource } from './tools/test-embedded-resource.js';
import { testMultipleContentTypes } from './tools/test-multiple-content-types.js';
import { testErrorHandling } from './tools/test-error-handling.js';
import { testToolWithProgress } from './tools/test-tool-with-progress.js';
import { testToolWithLogging } from './tools/test-tool-with-logging.js';
import { testLoggingTool } from './tools/test-logging-tool.js';
import { testSampling } from './tools/test-sampling.js';
import { testElicitation } from './tools/test-elicitation.js';
import { testElicitationSep1034Defaults } from './tools/test-elicitation-sep1034-defaults.js';
import { testElicitationSep1330Enums } from './tools/test-elicitation-sep1330-enums.js';
import { testMissingCapability } from './tools/test-missing-capability.js';
import { testStreamingElicitation } from './tools/test-streaming-elicitation.js';
import { testInputRequiredResultElicitation } from './tools/test-input-required-result-elicitation.js';
import { testInputRequiredResultSampling } from './tools/test-input-required-result-sampling.js';
import { testInputRequiredResultListRoots } from './tools/test-input-required-result-list-roots.js';
import { testInputRequiredResultRequestState } from './tools/test-input-required-result-request-state.js';
import { testInputRequiredResultMultipleInputs } from './tools/test-input-required-result-multiple-inputs.js';
import { testInputRequiredResultMultiRound } from './tools/test-input-required-result-multi-round.js';
import { testInputRequiredResultTamperedState } from './tools/test-input-required-result-tampered-state.js';
import { testInputRequiredResultCapabilities } from './tools/test-input-required-result-capabilities.js';

export const registry = {
  name: 'integration-gateway-conformance',
  title: "Integration Gateway, the conformance suite's catalog",
  instructions: 'What the public conformance suite calls. Nothing here does any work.',
  scopes: {},
  levels: { anyone: { means: 'may call everything here', per: null, scope: null } },
  errors: {
    invalid_arguments: {
      means: "The arguments do not fit the tool's input schema.",
      hint: 'Correct the arguments that the message names, and call again.',
    },
    not_found: { means: 'There is no such thing.', hint: 'List what there is.' },
    forbidden: {
      means: 'This needs a permission you do not hold.',
      hint: 'Here, everyone holds every permission.',
    },
    rate_limited: {
      means: 'Too many calls of this tool in a minute.',
      hint: 'Wait for the number of seconds that the message names, then call again.',
    },
    request_too_large: { means: 'The arguments are larger than this tool accepts.', hint: 'Send less.' },
    response_too_large: { means: 'The answer is larger than this tool may send.', hint: 'Ask for less.' },
    timeout: { means: 'The call took longer than this tool may take, and was stopped.', hint: 'Try again.' },
    cancelled: { means: 'The caller cancelled the call.', hint: 'Call again if the answer is still wanted.' },
    unavailable: {
      means: 'Something that the server needs cannot be used right now.',
      hint: 'Try again in a few seconds.',
    },
    internal: { means: 'The server failed, through no fault of the call.', hint: "Read the server's log." },
  },
  tools: [
    testSimpleText,
    testTriggerToolChange,
    testImageContent,
    testAudioContent,
    testEmbeddedResource,
    testMultipleContentTypes,
    testErrorHandling,
    testToolWithProgress,
    testToolWithLogging,
    testLoggingTool,
    testSampling,
    testElicitation,
    testElicitationSep1034Defaults,
    testElicitationSep1330Enums,
    testMissingCapability,
    testStreamingElicitation,
    testInputRequiredResultElicitation,
    testInputRequiredResultSampling,
    testInputRequiredResultListRoots,
    testInputRequiredResultRequestState,
    testInputRequiredResultMultipleInputs,
    testInputRequiredResultMultiRound,
    testInputRequiredResultTamperedState,
    testInputRequiredResultCapabilities,
  ],
  resources: [
    {
      name: 'static_text',
      uri: 'test://static-text',
      uriTemplate: null,
      title: 'A text',
      description: 'A text that never changes.',
      mimeType: 'text/plain',
      level: 'anyone',
    },
    {
      name: 'static_binary',
      uri: 'test://static-binary',
      uriTemplate: null,
      title: 'An image',
      description: 'An image of one red pixel.',
      mimeType: 'image/png',
      level: 'anyone',
    },
    {
      name: 'template_data',
      uri: null,
      uriTemplate: 'test://template/{id}/data',
      title: "A thing's data",
      description: 'The data of the thing with that id.',
      mimeType: 'application/json',
      level: 'anyone',
    },
  ],
  prompts: [
    {
      name: 'test_simple_prompt',
      title: 'A simple prompt',
      description: 'One line of text.',
      level: 'anyone',
      arguments: [],
    },
    {
      name: 'test_prompt_with_arguments',
      title: 'A prompt with arguments',
      description: 'Repeats its two arguments.',
      level: 'anyone',
      arguments: [
        { name: 'arg1', description: 'The first argument.', required: true, completes: true },
        { name: 'arg2', description: 'The second argument.', required: true, completes: false },
      ],
    },
    {
      name: 'test_prompt_with_embedded_resource',
      title: 'A prompt with a resource',
      description: 'A resource, and what to do with it.',
      level: 'anyone',
      arguments: [
        {
          name: 'resourceUri',
          description: "The resource's address.",
          required: true,
          completes: false,
        },
      ],
    },
    {
      name: 'test_prompt_with_image',
      title: 'A prompt with an image',
      description: 'An image, and what to do with it.',
      level: 'anyone',
      arguments: [],
    },
    {
      name: 'test_input_required_result_prompt',
      title: 'A prompt that asks first',
      description: 'Asks the user for the context, and is made from it.',
      level: 'anyone',
      arguments: [],
    },
  ],
} as const;
