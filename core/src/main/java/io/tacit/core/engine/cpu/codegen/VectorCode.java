package io.tacit.core.engine.cpu.codegen;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes calls of the Vector API for vectors of one length, loops and integer arithmetic.
 *
 * <p>A vector must be cast to its exact class ({@link Class#cast} with a constant) before one of its methods is called. The compiler of JDK
 * 17 inlines vector operations late and until then knows only that the result is some {@code FloatVector}; it then relies on type profiles
 * inside the Vector API, which all code of the process shares. Any other code that uses vectors of another length would make our kernels
 * box every vector, 20 times slower. The casts vanish in the end, but there is a limit to what the compiler takes in, so arguments, which
 * the Vector API checks itself, are not cast.
 */
final class VectorCode implements Opcodes {

    private static final String PACKAGE = "jdk/incubator/vector/";
    private static final String MASK = PACKAGE + "VectorMask";
    private static final String OPERATORS = PACKAGE + "VectorOperators";
    private static final String VECTOR_TYPE = "L" + PACKAGE + "Vector;";
    private static final String MASK_TYPE = "L" + MASK + ";";
    private static final String SPECIES_TYPE = "L" + PACKAGE + "VectorSpecies;";
    private static final String COMPARISON_TYPE = "L" + OPERATORS + "$Comparison;";
    private static final String BINARY_TYPE = "L" + OPERATORS + "$Binary;";
    private static final String ASSOCIATIVE_TYPE = "L" + OPERATORS + "$Associative;";
    private static final String CLASS_TYPE = "Ljava/lang/Class;";

    final MethodVisitor method;
    private final String owner;
    private final VectorFormat format;
    /** Class of vectors of numbers, and of the same bits as integers. */
    private final String numbers;

    private final String integers;
    private final String numbersType;
    private final String integersType;
    /** Descriptor of one number, and of one integer of its length. */
    private final String number;

    private final String integer;

    /** @param owner the class that is being generated */
    VectorCode(MethodVisitor method, String owner, VectorFormat format) {
        this.method = method;
        this.owner = owner;
        this.format = format;
        this.numbers = PACKAGE + (format.isDouble() ? "DoubleVector" : "FloatVector");
        this.integers = PACKAGE + (format.isDouble() ? "LongVector" : "IntVector");
        this.numbersType = "L" + numbers + ";";
        this.integersType = "L" + integers + ";";
        this.number = format.isDouble() ? "D" : "F";
        this.integer = format.isDouble() ? "J" : "I";
    }

    int lanes() {
        return format.lanes();
    }

    VectorFormat format() {
        return format;
    }

    /** The static initialiser that finds the exact classes. */
    void writeClasses(ClassWriter writer) {
        for (String type : new String[] {numbers, integers, MASK}) {
            writer.visitField(ACC_STATIC | ACC_FINAL, exactName(type), CLASS_TYPE, null, null)
                    .visitEnd();
            species();
            method.visitMethodInsn(INVOKESTATIC, numbers, "zero", "(" + SPECIES_TYPE + ")" + numbersType, false);
            if (type.equals(integers)) {
                call(numbers, format.isDouble() ? "reinterpretAsLongs" : "reinterpretAsInts", "()" + integersType);
            } else if (type.equals(MASK)) {
                operator("EQ", COMPARISON_TYPE);
                method.visitInsn(format.isDouble() ? DCONST_0 : FCONST_0);
                call(numbers, "compare", "(" + COMPARISON_TYPE + number + ")" + MASK_TYPE);
            }
            call("java/lang/Object", "getClass", "()" + CLASS_TYPE);
            method.visitFieldInsn(PUTSTATIC, owner, exactName(type), CLASS_TYPE);
        }
    }

    private static String exactName(String type) {
        return type.substring(PACKAGE.length());
    }

    private void exact(String type) {
        method.visitFieldInsn(GETSTATIC, owner, exactName(type), CLASS_TYPE);
        method.visitInsn(SWAP);
        call("java/lang/Class", "cast", "(Ljava/lang/Object;)Ljava/lang/Object;");
        method.visitTypeInsn(CHECKCAST, type);
    }

    private void call(String type, String name, String descriptor) {
        method.visitMethodInsn(INVOKEVIRTUAL, type, name, descriptor, false);
    }

    private void operator(String name, String type) {
        method.visitFieldInsn(GETSTATIC, OPERATORS, name, type);
    }

    void species() {
        method.visitFieldInsn(GETSTATIC, numbers, "SPECIES_" + format.bits(), SPECIES_TYPE);
    }

    /** species, array, index → vector. */
    void fromArray() {
        method.visitMethodInsn(
                INVOKESTATIC, numbers, "fromArray", "(" + SPECIES_TYPE + "[" + number + "I)" + numbersType, false);
    }

    /** vector, array, index → . */
    void intoArray() {
        call(numbers, "intoArray", "([" + number + "I)V");
    }

    /** array, index → number. */
    void element() {
        method.visitInsn(format.isDouble() ? DALOAD : FALOAD);
    }

    /** array → the same array, known to be one of numbers. */
    void exactArray() {
        method.visitTypeInsn(CHECKCAST, "[" + number);
    }

    /** Lets the local hold an array of numbers, not any object. */
    void exactArray(int local) {
        load(local);
        exactArray();
        store(local);
    }

    /** species, number → vector. */
    void broadcast() {
        method.visitMethodInsn(
                INVOKESTATIC, numbers, "broadcast", "(" + SPECIES_TYPE + number + ")" + numbersType, false);
    }

    /** → vector of one number, rounded to the format. */
    void constant(double value) {
        species();
        if (format.isDouble()) {
            method.visitLdcInsn(value);
        } else {
            method.visitLdcInsn((float) value);
        }
        broadcast();
    }

    /** vector → vector. */
    void unary(String name) {
        call(numbers, name, "()" + numbersType);
    }

    /** a, b → vector. */
    void binary(String name) {
        call(numbers, name, "(" + VECTOR_TYPE + ")" + numbersType);
    }

    /** a, b, c → a · b + c. */
    void fma() {
        call(numbers, "fma", "(" + VECTOR_TYPE + VECTOR_TYPE + ")" + numbersType);
    }

    /** a, b → mask of the lanes where the comparison holds. */
    void compare(String name) {
        operator(name, COMPARISON_TYPE);
        method.visitInsn(SWAP);
        call(numbers, "compare", "(" + COMPARISON_TYPE + VECTOR_TYPE + ")" + MASK_TYPE);
        exact(MASK);
        notNull();
    }

    /** Nothing in a blend dereferences the mask; one that might be null is not kept in a register. */
    private void notNull() {
        method.visitInsn(DUP);
        call("java/lang/Object", "getClass", "()" + CLASS_TYPE);
        method.visitInsn(POP);
    }

    /** otherwise, chosen, mask → vector. */
    void blend() {
        call(numbers, "blend", "(" + VECTOR_TYPE + MASK_TYPE + ")" + numbersType);
    }

    /** numbers → integers of the same bits. */
    void toBits() {
        call(numbers, format.isDouble() ? "reinterpretAsLongs" : "reinterpretAsInts", "()" + integersType);
    }

    /** → vector of the encoding of one number. */
    void bitsOf(double value) {
        method.visitFieldInsn(GETSTATIC, integers, "SPECIES_" + format.bits(), SPECIES_TYPE);
        if (format.isDouble()) {
            method.visitLdcInsn(Double.doubleToRawLongBits(value));
        } else {
            method.visitLdcInsn(Float.floatToRawIntBits((float) value));
        }
        method.visitMethodInsn(
                INVOKESTATIC, integers, "broadcast", "(" + SPECIES_TYPE + integer + ")" + integersType, false);
    }

    /** integers → numbers of the same bits. */
    void fromBits() {
        call(integers, format.isDouble() ? "reinterpretAsDoubles" : "reinterpretAsFloats", "()" + numbersType);
    }

    /** integers, integers → integers. */
    void bits(String name) {
        operator(name, name.equals("SUB") ? BINARY_TYPE : ASSOCIATIVE_TYPE);
        method.visitInsn(SWAP);
        call(integers, "lanewise", "(" + BINARY_TYPE + VECTOR_TYPE + ")" + integersType);
    }

    /** integers → integers, shifted by a constant. */
    void shift(String name, int distance) {
        operator(name, BINARY_TYPE);
        if (format.isDouble()) {
            method.visitLdcInsn((long) distance);
        } else {
            push(distance);
        }
        call(integers, "lanewise", "(" + BINARY_TYPE + integer + ")" + integersType);
    }

    /** Loads a vector to call a method of it. */
    void loadReceiver(int local) {
        load(local);
        exact(numbers);
    }

    /** Gives the vector of numbers on the stack its exact class. */
    void exactNumbers() {
        exact(numbers);
    }

    /** Gives the vector of integers on the stack its exact class. */
    void exactIntegers() {
        exact(integers);
    }

    void push(int value) {
        if (value >= -1 && value <= 5) {
            method.visitInsn(ICONST_0 + value);
        } else if (value == (short) value) {
            method.visitIntInsn(SIPUSH, value);
        } else {
            method.visitLdcInsn(value);
        }
    }

    void loadInt(int local) {
        method.visitVarInsn(ILOAD, local);
    }

    void storeInt(int local) {
        method.visitVarInsn(ISTORE, local);
    }

    void load(int local) {
        method.visitVarInsn(ALOAD, local);
    }

    void store(int local) {
        method.visitVarInsn(ASTORE, local);
    }

    void plus() {
        method.visitInsn(IADD);
    }

    void times() {
        method.visitInsn(IMUL);
    }

    /** {@code for (counter = 0; counter < limit; counter += step) body}, the limit in a local. */
    void loop(int counter, int limit, int step, Runnable body) {
        Label head = new Label();
        Label end = new Label();
        push(0);
        storeInt(counter);
        method.visitLabel(head);
        loadInt(counter);
        loadInt(limit);
        method.visitJumpInsn(IF_ICMPGE, end);
        body.run();
        method.visitIincInsn(counter, step);
        method.visitJumpInsn(GOTO, head);
        method.visitLabel(end);
    }
}
