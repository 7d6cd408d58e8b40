import { Component, type FunctionComponent, h } from 'preact';

/** A view that is drawn anew only when one of its properties is another. */
export function memo<Props extends object>(view: FunctionComponent<Props>): new (props: Props) => Component<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      const keys = Object.keys(next) as (keyof Props)[];
      return keys.some((key) => next[key] !== (this.props as Props)[key]);
    }

    override render() {
      return h(view, this.props as Props);
    }
  };
}
