// Shows the schema in the page's data: a list that can be searched, and for each object its columns, its definition, and what it is made from.
;(() => {
  const data = JSON.parse(document.getElementById('data').textContent)
  const byId = new Map(data.objects.map((object) => [object.id, object]))
  const KINDS = ['table', 'view', 'materialized view', 'unsupported']
  const list = document.getElementById('list')
  const main = document.getElementById('main')
  const search = document.getElementById('search')
  const shownKinds = new Set(KINDS)

  // What reads an object, by its id: the arrows of `reads` the other way round.
  const readers = new Map()
  for (const object of data.objects)
    for (const id of object.reads) readers.set(id, [...(readers.get(id) ?? []), object.id])

  /** An element with attributes and children; texts are never read as HTML. */
  function element(name, attributes = {}, ...children) {
    const node = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, value)
    node.append(...children.filter((child) => child !== undefined))
    return node
  }

  const dotClass = (object) => `dot ${object.kind.split(' ')[0]}`
  const hrefOf = (id) => `#${encodeURIComponent(id)}`
  const shownName = (object) => (object.database === data.defaultDatabase ? object.name : object.id)
  const link = (id) => {
    const object = byId.get(id)
    return object === undefined
      ? element('span', { class: 'muted' }, id)
      : element('a', { class: dotClass(object), href: hrefOf(id) }, shownName(object))
  }

  // The list.

  const entries = data.objects
    .map((object) => ({
      object,
      text: [object.id, object.comment, ...object.columns.flatMap(({ name, comment }) => [name, comment])]
        .join('\n')
        .toLowerCase(),
      node: element('a', { class: dotClass(object), href: hrefOf(object.id), title: object.kind }, object.name),
    }))
    .toSorted((a, b) => (a.object.id.toLowerCase() < b.object.id.toLowerCase() ? -1 : 1))
  const databases = [...new Set(entries.map(({ object }) => object.database))].map((name) => {
    const own = entries.filter(({ object }) => object.database === name)
    const section = element('section', {}, element('h2', {}, name), ...own.map(({ node }) => node))
    list.append(section)
    return { section, own }
  })

  for (const kind of KINDS) {
    const count = data.objects.filter((object) => object.kind === kind).length
    if (count === 0) continue
    const box = element('input', { type: 'checkbox', checked: '' })
    box.addEventListener('change', () => {
      if (box.checked) shownKinds.add(kind)
      else shownKinds.delete(kind)
      filter()
    })
    document.getElementById('kinds').append(element('label', {}, box, `${kind} ${count}`))
  }

  function filter() {
    const words = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    for (const { section, own } of databases) {
      let any = false
      for (const { object, text, node } of own) {
        const shown = shownKinds.has(object.kind) && words.every((word) => text.includes(word))
        node.hidden = !shown
        node.style.display = shown ? '' : 'none'
        any ||= shown
      }
      section.hidden = !any
    }
  }
  search.addEventListener('input', filter)
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    const first = entries.find(({ node }) => !node.hidden)
    if (first !== undefined) location.hash = hrefOf(first.object.id)
  })

  // What is chosen.

  function show() {
    const id = decodeURIComponent(location.hash.slice(1))
    const object = byId.get(id)
    for (const { object: other, node } of entries) {
      if (other.id === id) node.setAttribute('aria-current', 'page')
      else node.removeAttribute('aria-current')
    }
    main.replaceChildren(...(object === undefined ? overview() : details(object)))
    main.scrollTop = 0
    document.title = object === undefined ? data.title : `${shownName(object)} · ${data.title}`
  }

  function overview() {
    const rows = entries.map(({ object }) =>
      element(
        'tr',
        {},
        element('td', {}, link(object.id)),
        element('td', {}, object.kind),
        element('td', {}, String(object.columns.length)),
        element('td', { class: 'muted' }, object.comment),
      ),
    )
    const head = ['Name', 'Kind', 'Columns', 'Comment'].map((text) => element('th', {}, text))
    return [
      element('h2', {}, data.title),
      element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)),
    ]
  }

  function details(object) {
    const facts = object.facts.flatMap(([word, text]) => [element('dt', {}, word), element('dd', {}, text)])
    return [
      element('p', { class: 'muted' }, `${object.kind} of ${object.database}`),
      element('h2', { class: dotClass(object) }, object.name),
      ...(object.comment === '' ? [] : [element('p', {}, object.comment)]),
      ...(facts.length === 0 ? [] : [element('dl', {}, ...facts)]),
      element('h3', {}, 'Columns'),
      columnTable(object),
      ...lineage(object),
      element('h3', {}, 'Definition'),
      element('pre', {}, element('code', {}, object.sql)),
    ]
  }

  function columnTable(object) {
    const derived = object.columns.some(({ from }) => from.length > 0)
    const titles = derived ? ['Name', 'Computed from', 'Comment'] : ['Name', 'Type', '', 'Comment']
    const rows = object.columns.map((column) => {
      const middle = derived
        ? [
            element(
              'td',
              {},
              ...column.from.flatMap(([id, name], index) => [index > 0 ? ', ' : '', link(id), `.${name}`]),
            ),
          ]
        : [element('td', {}, element('code', {}, column.type)), element('td', {}, element('code', {}, column.rest))]
      return element(
        'tr',
        {},
        element('td', {}, column.name),
        ...middle,
        element('td', { class: 'muted' }, column.comment),
      )
    })
    const head = titles.map((text) => element('th', {}, text))
    return element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows))
  }

  // Lineage: what the object is made from stands to its left, what is made from it to its right.

  const LAYERS = 4
  const WIDTH = 220
  const GAP = 90
  const ROW = 20
  const MOST_COLUMNS = 30

  /** The objects around one, by their distance: below zero for what it reads, above for what reads it. */
  function neighbours(object) {
    const layers = new Map([[object.id, 0]])
    const walk = (next, step) => {
      let edge = [object.id]
      for (let distance = 1; distance <= LAYERS && edge.length > 0; distance++) {
        const found = new Set(edge.flatMap(next).filter((id) => byId.has(id) && !layers.has(id)))
        for (const id of found) layers.set(id, step * distance)
        edge = [...found]
      }
    }
    walk((id) => byId.get(id)?.reads ?? [], -1)
    walk((id) => readers.get(id) ?? [], 1)
    return layers
  }

  function lineage(object) {
    const layers = neighbours(object)
    if (layers.size === 1) return []
    const ids = new Set(layers.keys())
    const edges = [...ids].flatMap((id) =>
      byId
        .get(id)
        .columns.flatMap((column) =>
          column.from
            .filter(([source]) => ids.has(source))
            .map(([source, name]) => ({ from: key(source, name), to: key(id, column.name), source, id })),
        ),
    )
    const used = new Set(edges.flatMap(({ from, to }) => [from, to]))
    const boxes = layOut(layers, used)
    const objectEdges = [...ids].flatMap((id) =>
      byId
        .get(id)
        .reads.filter((source) => ids.has(source))
        .map((source) => ({ source, id })),
    )
    return [element('h3', {}, 'Lineage'), draw(object, boxes, edges, objectEdges)]
  }

  const key = (id, column) => `${id}\n${column.toLowerCase()}`

  function layOut(layers, used) {
    const first = Math.min(...layers.values())
    const bottoms = new Map()
    const boxes = new Map()
    for (const [id, layer] of [...layers].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const columns = byId
        .get(id)
        .columns.filter(({ name }) => used.has(key(id, name)))
        .slice(0, MOST_COLUMNS)
      const y = bottoms.get(layer) ?? 12
      const height = ROW * (columns.length + 1) + 12
      boxes.set(id, { x: 12 + (layer - first) * (WIDTH + GAP), y, height, columns })
      bottoms.set(layer, y + height + 18)
    }
    return boxes
  }

  function svg(name, attributes = {}, ...children) {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [name_, value] of Object.entries(attributes)) node.setAttribute(name_, String(value))
    node.append(...children)
    return node
  }

  function draw(object, boxes, edges, objectEdges) {
    const all = [...boxes.values()]
    const width = Math.max(...all.map(({ x }) => x)) + WIDTH + 12
    const height = Math.max(...all.map(({ y, height: own }) => y + own)) + 12
    const place = (id, column) => {
      const box = boxes.get(id)
      const row = column === undefined ? -1 : box.columns.findIndex(({ name }) => key(id, name) === column)
      return { box, y: box.y + (row < 0 ? ROW * 0.75 : ROW * (row + 1) + ROW * 0.75) }
    }
    const curve = (source, id, from, to) => {
      const [a, b] = [place(source, from), place(id, to)]
      const [x1, x2] = [a.box.x + WIDTH, b.box.x]
      const bend = Math.max(30, Math.abs(x2 - x1) / 2)
      return `M${x1},${a.y} C${x1 + bend},${a.y} ${x2 - bend},${b.y} ${x2},${b.y}`
    }
    const covered = new Set(edges.map(({ source, id }) => `${source}\n${id}`))
    const plain = objectEdges.filter(({ source, id }) => !covered.has(`${source}\n${id}`))
    const paths = [
      ...plain.map(({ source, id }) => svg('path', { d: curve(source, id) })),
      ...edges.map(({ source, id, from, to }) =>
        svg('path', { d: curve(source, id, from, to), 'data-from': from, 'data-to': to }),
      ),
    ]
    const graph = element('div', { class: 'graph' })
    const groups = [...boxes].map(([id, { x, y, height: own, columns }]) => {
      const title = svg('text', { class: 'title', x: x + 10, y: y + ROW * 0.95 }, clip(shownName(byId.get(id))))
      title.addEventListener('click', () => (location.hash = hrefOf(id)))
      const rows = columns.map(({ name }, index) => {
        const row = svg(
          'text',
          { class: 'column', x: x + 10, y: y + ROW * (index + 1.95), 'data-key': key(id, name) },
          clip(name),
        )
        row.addEventListener('mouseenter', () => pick(graph, key(id, name)))
        row.addEventListener('mouseleave', () => pick(graph, undefined))
        return row
      })
      const box = svg('rect', { x, y, width: WIDTH, height: own, rx: 6 })
      return svg('g', { class: id === object.id ? 'here' : '' }, box, title, ...rows)
    })
    graph.append(
      svg(
        'svg',
        { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'Lineage' },
        ...paths,
        ...groups,
      ),
    )
    return graph
  }

  const clip = (text) => (text.length > 30 ? `${text.slice(0, 29)}…` : text)

  /** Marks a column with all that it is made from and all that is made from it. */
  function pick(graph, column) {
    graph.classList.toggle('picked', column !== undefined)
    const paths = [...graph.querySelectorAll('path[data-from]')]
    const on = new Set(column === undefined ? [] : [column])
    const grow = (from, to) => {
      let edge = column === undefined ? [] : [column]
      while (edge.length > 0) {
        const next = paths.filter((path) => edge.includes(path.getAttribute(from))).map((path) => path.getAttribute(to))
        edge = next.filter((one) => !on.has(one))
        for (const one of edge) on.add(one)
      }
    }
    grow('data-from', 'data-to')
    grow('data-to', 'data-from')
    for (const path of paths)
      path.classList.toggle('on', on.has(path.getAttribute('data-from')) && on.has(path.getAttribute('data-to')))
    for (const text of graph.querySelectorAll('.column'))
      text.classList.toggle('on', on.has(text.getAttribute('data-key')))
  }

  addEventListener('hashchange', show)
  show()
})()
