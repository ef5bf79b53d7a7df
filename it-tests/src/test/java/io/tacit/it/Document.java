package io.tacit.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file and the code that it shows. */
record Document(Path file, List<Block> blocks) {
    private static final Pattern FENCE = Pattern.compile("```(\\w*)");
    private static final Pattern REMARK = Pattern.compile("<!-- (test|excerpt): (.*) -->");

    /**
     * Fenced code.
     *
     * @param line of the opening fence, from 1
     * @param remark what the comment just above it says to tests
     */
    record Block(int line, String language, List<String> code, Optional<String> remark) {}

    /** Every document of the repository, by name. */
    static List<Document> all(Path repository) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(repository)) {
            files = tree.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", "runs", ".git")
                            .noneMatch(name -> repository.relativize(file).startsWith(name)
                                    || repository.relativize(file).toString().contains("/" + name + "/")))
                    .sorted()
                    .toList();
        }
        List<Document> documents = new ArrayList<>();
        for (Path file : files) {
            documents.add(new Document(repository.relativize(file), blocks(Files.readAllLines(file))));
        }
        return documents;
    }

    List<Block> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    private static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i).strip());
            if (fence.matches()) {
                int end = i + 1;
                while (!lines.get(end).strip().equals("```")) {
                    end++;
                }
                blocks.add(new Block(
                        i + 1,
                        fence.group(1),
                        lines.subList(i + 1, end),
                        Optional.of(i).filter(at -> at > 0).flatMap(at -> remark(lines.get(at - 1)))));
                i = end;
            }
        }
        return blocks;
    }

    private static Optional<String> remark(String line) {
        Matcher remark = REMARK.matcher(line.strip());
        return remark.matches() ? Optional.of(remark.group(2)) : Optional.empty();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
