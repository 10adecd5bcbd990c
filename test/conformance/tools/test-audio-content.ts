import { Content } from '../../../src/mcp/handler.js';
import { SILENCE } from '../silence.js';
import type { Handler } from './handler.js';

export const testAudioContent: Handler<'test_audio_content'> = async () =>
  new Content([{ type: 'audio', data: SILENCE, mimeType: 'audio/wav' }]);
