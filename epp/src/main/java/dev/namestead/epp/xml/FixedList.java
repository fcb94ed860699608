package dev.namestead.epp.xml;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A list that nobody can change, over an array that nobody else has: what an element contains is neither copied when it is made
 * nor wrapped when it is read. All elements have this one kind of list, which the compiler of the JVM rewards.
 */
final class FixedList<E> extends AbstractList<E> implements RandomAccess {

    private final E[] items;
    private final int size;

    /** Of the first so many; the array belongs to the list from now on. */
    FixedList(E[] items, int size) {
        this.items = items;
        this.size = size;
    }

    /** The same list where it is one of these, else a copy. */
    static FixedList<XmlNode> of(List<XmlNode> nodes) {
        if (nodes instanceof FixedList<XmlNode> fixed) {
            return fixed;
        }
        XmlNode[] items = nodes.toArray(new XmlNode[0]);
        Arrays.asList(items).forEach(Objects::requireNonNull);
        return new FixedList<>(items, items.length);
    }

    @Override
    public E get(int index) {
        return items[Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }
}
