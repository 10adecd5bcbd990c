import type { Comment } from '../../../queries/component-row.js';
import { Badge } from '../../parts/badge.js';
import { Moment } from '../../parts/moment.js';
import { Tags } from '../../parts/tags.js';

interface AnnotationsProps {
  readonly tags?: readonly string[] | undefined;
  readonly notes?: string | undefined;
  readonly comments?: readonly Comment[] | undefined;
}

/** What people have said of a component. */
export const Annotations = ({ tags = [], notes, comments = [] }: AnnotationsProps) => (
  <>
    {notes && <p class="lines">{notes}</p>}
    {tags.length > 0 && <Tags names={tags} label="Tags" />}
    {comments.length > 0 && (
      <ul class="comments" aria-label="Comments">
        {comments.map((comment) => (
          <Said key={comment.id} {...comment} />
        ))}
      </ul>
    )}
  </>
);

const Said = ({ subject, content, url, resolved, author, created_at }: Comment) => (
  <li>
    <strong>{subject}</strong> {resolved ? <Badge kind="good">resolved</Badge> : <Badge kind="busy">open</Badge>}{' '}
    <span class="soft">
      {author ?? 'somebody who is gone'}, <Moment at={created_at} />
    </span>
    {content && <p>{content}</p>}
    {url && <p>{isAddress(url) ? <a href={url}>{url}</a> : url}</p>}
  </li>
);

/** Anything else could be a script. */
const isAddress = (url: string): boolean => /^https?:\/\//i.test(url);
