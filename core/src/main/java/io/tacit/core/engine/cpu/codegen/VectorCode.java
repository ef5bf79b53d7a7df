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
    private static final String FLOATS = PACKAGE + "FloatVector";
    private static final String INTS = PACKAGE + "IntVector";
    private static final String MASK = PACKAGE + "VectorMask";
    private static final String OPERATORS = PACKAGE + "VectorOperators";
    private static final String FLOATS_TYPE = "L" + FLOATS + ";";
    private static final String INTS_TYPE = "L" + INTS + ";";
    private static final String VECTOR_TYPE = "L" + PACKAGE + "Vector;";
    private static final String MASK_TYPE = "L" + MASK + ";";
    private static final String SPECIES_TYPE = "L" + PACKAGE + "VectorSpecies;";
    private static final String COMPARISON_TYPE = "L" + OPERATORS + "$Comparison;";
    private static final String BINARY_TYPE = "L" + OPERATORS + "$Binary;";
    private static final String ASSOCIATIVE_TYPE = "L" + OPERATORS + "$Associative;";
    private static final String CLASS_TYPE = "Ljava/lang/Class;";

    final MethodVisitor method;
    private final String owner;
    private final int lanes;

    /** @param owner the class that is being generated */
    VectorCode(MethodVisitor method, String owner, int lanes) {
        this.method = method;
        this.owner = owner;
        this.lanes = lanes;
    }

    int lanes() {
        return lanes;
    }

    /** The static initialiser that finds the exact classes. */
    void writeClasses(ClassWriter writer) {
        for (String type : new String[] {FLOATS, INTS, MASK}) {
            writer.visitField(ACC_STATIC | ACC_FINAL, exactName(type), CLASS_TYPE, null, null)
                    .visitEnd();
            species();
            method.visitMethodInsn(INVOKESTATIC, FLOATS, "zero", "(" + SPECIES_TYPE + ")" + FLOATS_TYPE, false);
            if (type.equals(INTS)) {
                call(FLOATS, "reinterpretAsInts", "()" + INTS_TYPE);
            } else if (type.equals(MASK)) {
                operator("EQ", COMPARISON_TYPE);
                method.visitInsn(FCONST_0);
                call(FLOATS, "compare", "(" + COMPARISON_TYPE + "F)" + MASK_TYPE);
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
        method.visitFieldInsn(GETSTATIC, FLOATS, "SPECIES_" + Float.SIZE * lanes, SPECIES_TYPE);
    }

    /** species, array, index → vector. */
    void fromArray() {
        method.visitMethodInsn(INVOKESTATIC, FLOATS, "fromArray", "(" + SPECIES_TYPE + "[FI)" + FLOATS_TYPE, false);
    }

    /** vector, array, index → . */
    void intoArray() {
        call(FLOATS, "intoArray", "([FI)V");
    }

    /** species, float → vector. */
    void broadcast() {
        method.visitMethodInsn(INVOKESTATIC, FLOATS, "broadcast", "(" + SPECIES_TYPE + "F)" + FLOATS_TYPE, false);
    }

    void constant(float value) {
        species();
        method.visitLdcInsn(value);
        broadcast();
    }

    /** vector → vector. */
    void unary(String name) {
        call(FLOATS, name, "()" + FLOATS_TYPE);
    }

    /** a, b → vector. */
    void binary(String name) {
        call(FLOATS, name, "(" + VECTOR_TYPE + ")" + FLOATS_TYPE);
    }

    /** a, b, c → a · b + c. */
    void fma() {
        call(FLOATS, "fma", "(" + VECTOR_TYPE + VECTOR_TYPE + ")" + FLOATS_TYPE);
    }

    /** a, b → mask of the lanes where the comparison holds. */
    void compare(String name) {
        operator(name, COMPARISON_TYPE);
        method.visitInsn(SWAP);
        call(FLOATS, "compare", "(" + COMPARISON_TYPE + VECTOR_TYPE + ")" + MASK_TYPE);
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
        call(FLOATS, "blend", "(" + VECTOR_TYPE + MASK_TYPE + ")" + FLOATS_TYPE);
    }

    /** floats → ints of the same bits. */
    void toBits() {
        call(FLOATS, "reinterpretAsInts", "()" + INTS_TYPE);
    }

    void intConstant(int value) {
        method.visitFieldInsn(GETSTATIC, INTS, "SPECIES_" + Integer.SIZE * lanes, SPECIES_TYPE);
        method.visitLdcInsn(value);
        method.visitMethodInsn(INVOKESTATIC, INTS, "broadcast", "(" + SPECIES_TYPE + "I)" + INTS_TYPE, false);
    }

    /** ints → floats of the same bits. */
    void fromBits() {
        call(INTS, "reinterpretAsFloats", "()" + FLOATS_TYPE);
    }

    /** ints, ints → ints. */
    void bits(String name) {
        operator(name, name.equals("SUB") ? BINARY_TYPE : ASSOCIATIVE_TYPE);
        method.visitInsn(SWAP);
        call(INTS, "lanewise", "(" + BINARY_TYPE + VECTOR_TYPE + ")" + INTS_TYPE);
    }

    /** ints → ints, shifted by a constant. */
    void shift(String name, int distance) {
        operator(name, BINARY_TYPE);
        push(distance);
        call(INTS, "lanewise", "(" + BINARY_TYPE + "I)" + INTS_TYPE);
    }

    /** Loads a vector to call a method of it. */
    void loadReceiver(int local) {
        load(local);
        exact(FLOATS);
    }

    /** Gives the vector of floats on the stack its exact class. */
    void exactFloats() {
        exact(FLOATS);
    }

    /** Gives the vector of ints on the stack its exact class. */
    void exactInts() {
        exact(INTS);
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
